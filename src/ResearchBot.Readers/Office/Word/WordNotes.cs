using System.Xml;

namespace ResearchBot.Readers.Office.Word;

/// <summary>Footnotes, endnotes and comments, each given out where it is referred to.</summary>
internal sealed class WordNotes(OfficePackage package, string main)
{
    private readonly Dictionary<string, Dictionary<string, Prose>> _parts = [];

    /// <summary>The relationships of headers and footers of first pages.</summary>
    public List<string> FirstPage { get; } = [];

    /// <summary>Whether a first page has its own header and footer.</summary>
    public bool HasFirstPage { get; set; }

    /// <param name="reference">The name of the element that refers to it.</param>
    public IEnumerable<Prose> Find(string reference, string? id, WordContext context)
    {
        var kind = reference[..^"Reference".Length] + "s";
        if (!_parts.TryGetValue(kind, out var notes))
        {
            _parts[kind] = notes = []; // what its own text refers to finds nothing, so that there is no circle
            Read(kind, notes, context);
        }

        return id is not null && notes.Remove(id, out var note) ? [note] : [];
    }

    private void Read(string kind, Dictionary<string, Prose> notes, WordContext context)
    {
        if (package.RelatedTo(main, kind) is not { } part)
        {
            return;
        }

        try
        {
            using var xml = package.Open(part);
            while (xml is not null && xml.NextChild(0))
            {
                if (xml.Attribute("id") is { } id && xml.Attribute("type") is null or "normal")
                {
                    var author = kind == "comments" ? xml.Attribute("author") : null;
                    var words = new Prose();
                    new WordContentReader(xml, part, context).Read(node => NodeWriter.Into(words, node));
                    if (!words.IsEmpty)
                    {
                        notes.TryAdd(id, Prose.ByAuthor(author, words));
                    }
                }
            }
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException)
        {
            // those that were read until there may do
        }
    }
}
