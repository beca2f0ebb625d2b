using FsCheck;
using FsCheck.Fluent;

namespace ResearchBot.Tests.Support;

/// <summary>Texts of many scripts, shapes and line ends.</summary>
internal static class RandomText
{
    private static readonly string[] Words =
    [
        "Caracas", "treaty", "the", "in", "2022", "3,559", "flights", "Khamenei’s", "U.S.", "e.g.", "FY2018", "naïve", "Straße",
        "Защита", "Пэнтерс", "уступила", "黑豹队的防守", "只丢了", "308分", "مرحبا", "العالم", "می‌خواهم", "हिन्दी", "में", "ไทย", "日本語",
        "한국어", "שלום", "😀", "👩‍🔬", "𝒳", "e\u0301", "\u202Eabc\u202C", "\u200B", "$100", "50%", "#", "# Heading", "- item", "| a | b |",
        "```", "> quote", "\t", "“quoted”", "Dr.", "vs.",
    ];

    private static readonly string[] Gaps = [" ", " ", " ", " ", ". ", ". ", "! ", "? ", "。", "\n", "\n\n", ", ", "… ", "\u00A0", ".” "];

    /// <summary>Words and gaps in any order, line ends LF.</summary>
    public static Gen<string> Any =>
        Gen.Choose(0, 400).SelectMany(count => Gen.Elements(Words).Zip(Gen.Elements(Gaps)).ListOf(count))
            .Select(parts => string.Concat(parts.Select(part => part.Item1 + part.Item2)));

    /// <summary>The same with one kind of line end, or several mixed.</summary>
    public static Gen<string> WithLineEnds =>
        from text in Any
        from ends in Gen.Elements("\n", "\r\n", "\r", "mixed")
        select ends == "mixed" ? Mix(text) : text.Replace("\n", ends, StringComparison.Ordinal);

    private static string Mix(string text)
    {
        string[] ends = ["\n", "\r\n", "\r"];
        var lines = text.Split('\n');
        return string.Concat(lines.Select((line, i) => i == lines.Length - 1 ? line : line + ends[i % ends.Length]));
    }
}
