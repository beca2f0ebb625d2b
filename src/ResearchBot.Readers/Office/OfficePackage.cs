using System.Xml;
using ResearchBot.Readers.Office.Sheets;
using ResearchBot.Readers.Xml;
using ResearchBot.Readers.Zip;

namespace ResearchBot.Readers.Office;

/// <summary>An Office Open XML file: parts that are joined by relationships. Types are known by the last segment of their address, which is the same in
/// transitional and strict files.</summary>
internal sealed class OfficePackage(ZipContainer container, FileToRead file)
{
    private const int MostEmbedded = 20 * 1024 * 1024;
    private static readonly string[] KnownMains = ["word/document.xml", "ppt/presentation.xml", "xl/workbook.xml"];

    private readonly Dictionary<string, IReadOnlyDictionary<string, Relation>> _relations = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The part that the file is about; null if there is none.</summary>
    public string? Main => RelatedTo("", "officeDocument") is { } main && container.Find(main) is not null
        ? main
        : KnownMains.FirstOrDefault(part => container.Find(part) is not null);

    /// <summary>The relationships of a part by id; those of the whole file for an empty name. Damaged ones are none.</summary>
    public IReadOnlyDictionary<string, Relation> RelationsOf(string part)
    {
        if (!_relations.TryGetValue(part, out var relations))
        {
            _relations[part] = relations = ReadRelations(part);
        }

        return relations;
    }

    /// <summary>The part inside the file that <paramref name="part"/> relates to by a type; null if there is none.</summary>
    public string? RelatedTo(string part, string type) => AllRelatedTo(part, type).FirstOrDefault();

    /// <summary>The parts inside the file that <paramref name="part"/> relates to by a type.</summary>
    public IEnumerable<string> AllRelatedTo(string part, string type) =>
        RelationsOf(part).Values.Where(relation => relation.Type == type && !relation.IsExternal).Select(relation => relation.Target);

    /// <summary>The part inside the file that a relationship leads to; null if there is none.</summary>
    public string? Target(string part, string? id) =>
        id is not null && RelationsOf(part).TryGetValue(id, out var relation) && !relation.IsExternal ? relation.Target : null;

    /// <summary>The address outside of the file that a relationship leads to; null if there is none.</summary>
    public string? Address(string part, string? id) =>
        id is not null && RelationsOf(part).TryGetValue(id, out var relation) && relation.IsExternal ? relation.Target : null;

    /// <summary>A part's content; null if the file lacks it.</summary>
    public SafeXmlReader? Open(string? part) => part is not null && container.Find(part) is { } found ? SafeXmlReader.Open(found.Open()) : null;

    /// <summary>The workbook that is embedded as a part; null if there is none that can be read.</summary>
    public ReadDocument? ReadWorkbook(string? part)
    {
        try
        {
            if (part is null || container.Find(part) is not { } found)
            {
                return null;
            }

            var workbook = file with { Name = "embedded.xlsx", Content = found.ReadAll(MostEmbedded), Depth = file.Depth + 1 };
            return OleContainer.IsOle(workbook.Content) ? LegacyWorkbookReader.Read(workbook)
                : ZipContainer.IsZip(workbook.Content) ? new OfficeReader().Read(workbook)
                : null;
        }
        catch (Exception failure) when (failure is RefusalException or InvalidDataException)
        {
            return null;
        }
    }

    private Dictionary<string, Relation> ReadRelations(string part)
    {
        var relations = new Dictionary<string, Relation>();
        var slash = part.LastIndexOf('/') + 1;
        try
        {
            using var xml = Open($"{part[..slash]}_rels/{part[slash..]}.rels");
            while (xml is not null && xml.NextChild(0))
            {
                if (xml.Attribute("Id") is { } id && xml.Attribute("Type") is { } type && xml.Attribute("Target") is { } target)
                {
                    var isExternal = xml.Attribute("TargetMode") == "External";
                    relations.TryAdd(id, new Relation(type[(type.LastIndexOf('/') + 1)..], isExternal ? target : Resolve(part[..slash], target), isExternal));
                }
            }
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException)
        {
            // what was read until there may do
        }

        return relations;
    }

    /// <summary>A target is relative to the part's folder, or begins with a slash.</summary>
    private static string Resolve(string folder, string target)
    {
        var segments = new List<string>();
        foreach (var segment in (target.StartsWith('/') ? target : folder + target).Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }
}

/// <summary>A relationship of a part.</summary>
/// <param name="Type">The last segment of its type's address, such as <c>hyperlink</c>.</param>
/// <param name="Target">A part's name, or an address outside of the file.</param>
internal sealed record Relation(string Type, string Target, bool IsExternal);
