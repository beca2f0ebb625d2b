using System.Globalization;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Ingestion.Checks;

/// <summary>Finds text that a person who opens a document does not see.</summary>
internal static class HiddenText
{
    private const int Little = 100; // a forgotten word or an empty layer is nothing
    private const int MostTags = 12; // the flags of England, Scotland and Wales are written with six

    public static IEnumerable<Finding> Find(string text, DocumentStructure structure)
    {
        var hidden = structure.Blocks.Where(block => block.Hidden).ToArray();
        var sheets = hidden.Where(block => structure.At(block.Start).Sheet is not null).ToArray(); // an ordinary function of spreadsheets
        if (sheets.Length > 0)
        {
            var names = sheets.Select(block => structure.At(block.Start).Sheet).Distinct().ToArray();
            yield return new Finding(FindingKind.Hidden, $"Hidden sheets or rows are left out of search: {OutgoingText.CleanLine(string.Join(", ", names))}.");
        }

        var others = hidden.Except(sheets).ToArray();
        if (others.Length > 0)
        {
            var characters = others.Sum(block => block.Length);
            yield return new Finding(
                FindingKind.Hidden,
                $"{Write(characters)} characters are hidden from whoever opens it: “{Excerpt.Of(text, new TextRange(others[0].Start, others[0].Length))}”. They are left out of search.")
            {
                IsSuspicious = characters > Little,
            };
        }

        if (CountTags(text) is > MostTags and var tags)
        {
            yield return new Finding(FindingKind.Hidden, $"{Write(tags)} invisible characters spell a text that only a program reads.") { IsSuspicious = true };
        }
    }

    /// <summary>Unicode's tag characters (U+E0020 to U+E007E), which are not drawn.</summary>
    private static int CountTags(string text)
    {
        var count = 0;
        for (var i = text.IndexOf('\uDB40', StringComparison.Ordinal); i >= 0 && i + 1 < text.Length; i = text.IndexOf('\uDB40', i + 1))
        {
            count += text[i + 1] is >= '\uDC20' and <= '\uDC7E' ? 1 : 0;
        }

        return count;
    }

    private static string Write(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>A few words of a document for a report.</summary>
internal static class Excerpt
{
    private const int Most = 120;

    /// <summary>The first words of a range, on one line, with secrets masked.</summary>
    public static string Of(string text, TextRange range)
    {
        var line = OutgoingText.CleanLine(Secrets.Mask(text.Substring(range.Start, range.Length)));
        return line.Length <= Most ? line : line[..(char.IsHighSurrogate(line[Most - 1]) ? Most - 1 : Most)] + "…";
    }
}
