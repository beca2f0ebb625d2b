using System.Text;
using System.Xml;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Sheets;

/// <summary>The texts that the cells of a workbook share.</summary>
internal sealed class SharedStrings
{
    private const int MostStrings = 2_000_000;
    private const long MostCharacters = 64L * 1024 * 1024;

    private readonly List<string> _strings = [];

    /// <summary>Whether some of them could not be read.</summary>
    public bool IsDamaged { get; private set; }

    public static SharedStrings Read(OfficePackage package, string main)
    {
        var shared = new SharedStrings();
        try
        {
            shared.ReadAll(package, main);
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException)
        {
            shared.IsDamaged = true;
        }

        return shared;
    }

    /// <summary>A text by its number; empty if there is none.</summary>
    public string this[int index] => index >= 0 && index < _strings.Count ? _strings[index] : "";

    /// <summary>The text of the element that the reader stands at, without the phonetic signs above it.</summary>
    public static string RichText(SafeXmlReader xml)
    {
        string? one = null;
        StringBuilder? more = null;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            var piece = xml.Name switch
            {
                "t" => xml.Text(),
                "r" => RichText(xml),
                _ => "",
            };
            if (one is null)
            {
                one = piece;
            }
            else if (piece.Length > 0)
            {
                (more ??= new StringBuilder(one)).Append(piece);
            }
        }

        return more?.ToString() ?? one ?? "";
    }

    private void ReadAll(OfficePackage package, string main)
    {
        var characters = 0L;
        using var xml = package.Open(package.RelatedTo(main, "sharedStrings"));
        while (xml is not null && xml.NextChild(0))
        {
            var text = RichText(xml);
            characters += text.Length;
            if (_strings.Count == MostStrings || characters > MostCharacters)
            {
                throw new RefusalException("The workbook holds more text than is read. Split it into smaller files.");
            }

            _strings.Add(text);
        }
    }
}

/// <summary>The number formats and fonts of a workbook's cells.</summary>
internal sealed class CellStyles
{
    private const int Most = 100_000;

    private readonly List<(NumberFormat Format, bool IsBold)> _styles = [];

    public static CellStyles Read(OfficePackage package, string main)
    {
        var styles = new CellStyles();
        var codes = new Dictionary<int, string>();
        var bold = new List<bool>();
        using var xml = package.Open(package.RelatedTo(main, "styles"));
        while (xml is not null && xml.NextChild(0))
        {
            var depth = xml.Depth;
            switch (xml.Name)
            {
                case "numFmts":
                    while (xml.NextChild(depth))
                    {
                        codes.TryAdd(Number(xml, "numFmtId"), xml.Attribute("formatCode") ?? "General");
                    }

                    break;
                case "fonts":
                    while (xml.NextChild(depth))
                    {
                        bold.Add(IsBold(xml));
                    }

                    break;
                case "cellXfs":
                    while (xml.NextChild(depth) && styles._styles.Count < Most)
                    {
                        var (format, font) = (Number(xml, "numFmtId"), Number(xml, "fontId"));
                        var code = codes.TryGetValue(format, out var own) ? own : NumberFormat.BuiltIn(format);
                        styles._styles.Add((NumberFormat.Of(code), font >= 0 && font < bold.Count && bold[font]));
                    }

                    break;
            }
        }

        return styles;
    }

    /// <summary>A style by its number; the general one if there is none.</summary>
    public (NumberFormat Format, bool IsBold) this[int index] =>
        index >= 0 && index < _styles.Count ? _styles[index] : (NumberFormat.Of("General"), false);

    private static bool IsBold(SafeXmlReader xml)
    {
        var isBold = false;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            isBold |= xml.Name == "b" && xml.Attribute("val") is not ("0" or "false");
        }

        return isBold;
    }

    private static int Number(SafeXmlReader xml, string name) => int.TryParse(xml.Attribute(name), out var number) ? number : -1;
}
