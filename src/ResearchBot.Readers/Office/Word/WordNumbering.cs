using System.Globalization;
using System.Text;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Word;

/// <summary>Counts the lists of a document and renders their numbers and bullets as they are shown.</summary>
internal sealed class WordNumbering
{
    private const int Levels = 9;
    private const int MostSteps = 8;

    private readonly Dictionary<string, WordLevel[]> _abstract = [];
    private readonly Dictionary<string, string> _styleLinks = [];
    private readonly Dictionary<string, string> _numberStyleLinks = [];
    private readonly Dictionary<string, WordList> _lists = [];
    private readonly Dictionary<string, int?[]> _counts = [];
    private readonly HashSet<(string List, int Level)> _started = [];

    public static WordNumbering Read(OfficePackage package, string part)
    {
        var numbering = new WordNumbering();
        using var xml = package.Open(package.RelatedTo(part, "numbering"));
        while (xml is not null && xml.NextChild(0))
        {
            if (xml.Name == "abstractNum")
            {
                numbering.ReadAbstract(xml);
            }
            else if (xml.Name == "num" && xml.Attribute("numId") is { } id)
            {
                numbering._lists.TryAdd(id, ReadList(xml));
            }
        }

        return numbering;
    }

    /// <summary>Counts a paragraph.</summary>
    /// <param name="level">From 0; null for that of the style.</param>
    /// <param name="style">The style that states the numbering.</param>
    /// <returns>Its level, and its number or bullet with a space after it; null if it shows none.</returns>
    public (int Level, string Marker)? Next(string? listId, int? level, string? style)
    {
        if (listId is null or "0" || !_lists.TryGetValue(listId, out var list) || LevelsOf(list) is not { } levels)
        {
            return null;
        }

        var at = Math.Clamp(level ?? Math.Max(0, Array.FindIndex(levels, one => one.Style is not null && one.Style == style)), 0, Levels - 1);
        if (!_counts.TryGetValue(list.Abstract, out var counts))
        {
            _counts[list.Abstract] = counts = new int?[Levels];
        }

        Count(listId, list, levels, counts, at);
        return (at, Marker(list, levels, counts, at));
    }

    private void Count(string listId, WordList list, WordLevel[] levels, int?[] counts, int at)
    {
        var isRestarted = list.Starts.TryGetValue(at, out var start) && _started.Add((listId, at));
        counts[at] = isRestarted || counts[at] is null ? isRestarted ? start : StartOf(list, levels, at) : counts[at] + 1;
        for (var above = 0; above < at; above++)
        {
            counts[above] ??= StartOf(list, levels, above);
        }

        for (var below = at + 1; below < Levels; below++)
        {
            var restart = list.Overrides.GetValueOrDefault(below, levels[below]).RestartAfter ?? below;
            counts[below] = restart == 0 || at >= restart ? counts[below] : null;
        }
    }

    private static int StartOf(WordList list, WordLevel[] levels, int level) => list.Overrides.GetValueOrDefault(level, levels[level]).Start;

    private static string Marker(WordList list, WordLevel[] levels, int?[] counts, int at)
    {
        var shown = list.Overrides.GetValueOrDefault(at, levels[at]);
        if (shown.Format == "none" && !shown.Text.Contains('%', StringComparison.Ordinal))
        {
            return shown.Text.Trim() is { Length: > 0 } fixedText ? fixedText + " " : "";
        }

        if (shown.Format == "bullet")
        {
            return ListNumber.Bullet(shown.Text) + " ";
        }

        var text = new StringBuilder();
        for (var i = 0; i < shown.Text.Length; i++)
        {
            if (shown.Text[i] == '%' && i + 1 < shown.Text.Length && shown.Text[i + 1] is >= '1' and <= '9')
            {
                var level = shown.Text[++i] - '1';
                var format = shown.IsLegal ? "decimal" : list.Overrides.GetValueOrDefault(level, levels[level]).Format;
                text.Append(ListNumber.Render(counts[level] ?? 0, format));
            }
            else
            {
                text.Append(shown.Text[i]);
            }
        }

        return text.Length == 0 ? "" : text.Append(' ').ToString();
    }

    private WordLevel[]? LevelsOf(WordList list)
    {
        var id = list.Abstract;
        for (var step = 0; step < MostSteps && _numberStyleLinks.TryGetValue(id, out var link) && _styleLinks.TryGetValue(link, out var linked); step++)
        {
            id = linked;
        }

        return _abstract.GetValueOrDefault(id);
    }

    private void ReadAbstract(SafeXmlReader xml)
    {
        var id = xml.Attribute("abstractNumId") ?? "";
        var levels = new WordLevel[Levels];
        Array.Fill(levels, new WordLevel());
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "lvl" when int.TryParse(xml.Attribute("ilvl"), out var level) && level is >= 0 and < Levels:
                    levels[level] = ReadLevel(xml);
                    break;
                case "styleLink" when xml.Attribute("val") is { } style:
                    _styleLinks.TryAdd(style, id);
                    break;
                case "numStyleLink" when xml.Attribute("val") is { } style:
                    _numberStyleLinks.TryAdd(id, style);
                    break;
            }
        }

        _abstract.TryAdd(id, levels);
    }

    private static WordLevel ReadLevel(SafeXmlReader xml)
    {
        var level = new WordLevel();
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            level = xml.Name switch
            {
                "start" => level with { Start = Math.Clamp(WordValue.Number(xml) ?? 1, 0, 1_000_000) },
                "numFmt" => level with { Format = xml.Attribute("val") ?? "decimal" },
                "lvlText" => level with { Text = xml.Attribute("val") ?? "" },
                "lvlRestart" => level with { RestartAfter = WordValue.Number(xml) },
                "isLgl" => level with { IsLegal = WordValue.IsOn(xml) },
                "pStyle" => level with { Style = xml.Attribute("val") },
                _ => level,
            };
        }

        return level;
    }

    private static WordList ReadList(SafeXmlReader xml)
    {
        var list = new WordList();
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "abstractNumId")
            {
                list.Abstract = xml.Attribute("val") ?? "";
            }
            else if (xml.Name == "lvlOverride" && int.TryParse(xml.Attribute("ilvl"), out var level) && level is >= 0 and < Levels)
            {
                var inner = xml.Depth;
                while (xml.NextChild(inner))
                {
                    if (xml.Name == "startOverride")
                    {
                        list.Starts[level] = Math.Clamp(WordValue.Number(xml) ?? 1, 0, 1_000_000);
                    }
                    else if (xml.Name == "lvl")
                    {
                        list.Overrides[level] = ReadLevel(xml);
                    }
                }
            }
        }

        return list;
    }

    private sealed class WordList
    {
        public string Abstract { get; set; } = "";
        public Dictionary<int, int> Starts { get; } = [];
        public Dictionary<int, WordLevel> Overrides { get; } = [];
    }

    /// <param name="RestartAfter">It counts anew after a paragraph of this level, from 1, or a higher one; 0 never; null after any higher one.</param>
    private sealed record WordLevel(
        int Start = 1, string Format = "decimal", string Text = "", int? RestartAfter = null, bool IsLegal = false, string? Style = null);
}

/// <summary>Numbers and bullets of lists.</summary>
internal static class ListNumber
{
    private static readonly (int Value, string Letters)[] Romans =
    [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ];

    /// <param name="format">As word processors name it; an unknown one is decimal.</param>
    public static string Render(int number, string format) => format switch
    {
        "lowerLetter" or "a" => Letters(number),
        "upperLetter" or "A" => Letters(number).ToUpperInvariant(),
        "lowerRoman" or "i" => Roman(number),
        "upperRoman" or "I" => Roman(number).ToUpperInvariant(),
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "ordinal" => number.ToString(CultureInfo.InvariantCulture) + OrdinalEnd(number),
        "decimalEnclosedCircle" when number is >= 1 and <= 20 => ((char)('\u245F' + number)).ToString(),
        "none" or "" => "",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A bullet that any font shows: letters of symbol fonts become a dot.</summary>
    public static string Bullet(string stated)
    {
        var text = stated.Trim();
        return text.Length is 0 or > 4 || char.IsLetterOrDigit(text[0]) || char.GetUnicodeCategory(text[0]) == UnicodeCategory.PrivateUse ? "•" : text;
    }

    /// <summary>a to z, then aa to zz.</summary>
    private static string Letters(int number) =>
        number is < 1 or > 780 ? number.ToString(CultureInfo.InvariantCulture) : new string((char)('a' + ((number - 1) % 26)), ((number - 1) / 26) + 1);

    private static string Roman(int number)
    {
        if (number is < 1 or > 3_999)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        var text = new StringBuilder();
        foreach (var (value, letters) in Romans)
        {
            for (; number >= value; number -= value)
            {
                text.Append(letters);
            }
        }

        return text.ToString();
    }

    private static string OrdinalEnd(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
}
