using System.Globalization;
using System.Text.RegularExpressions;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Finds dates in a text: month names in three languages, ISO, German and Chinese digits.</summary>
internal static partial class DateReader
{
    public static List<DateMention> Read(string text, IReadOnlyList<GroundingWord> words)
    {
        var dates = new List<DateMention>();
        if (text.AsSpan().IndexOfAny("-.年月/") >= 0)
        {
            foreach (Match match in Digits().Matches(text))
            {
                AddDigits(dates, match, words);
            }
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (NumberNames.MonthOf(words[i]) is { } month && Named(text, words, i, month) is { } date && !dates.Exists(other => other.Last >= date.First && other.First <= date.Last))
            {
                dates.Add(date);
            }
        }

        return dates;
    }

    private static void AddDigits(List<DateMention> dates, Match match, IReadOnlyList<GroundingWord> words)
    {
        var first = -1;
        var last = -1;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Start >= match.Index && words[i].Start < match.Index + match.Length)
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        if (first >= 0)
        {
            dates.Add(new DateMention(Part(match, "day"), Part(match, "month"), Part(match, "year"), first, last, match.Value));
        }
    }

    private static int? Part(Match match, string name) =>
        match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : null;

    private static DateMention? Named(string text, IReadOnlyList<GroundingWord> words, int at, int month)
    {
        var first = at;
        var last = at;
        var day = DayAt(text, words, at + 1, ref last);
        if (day is null)
        {
            var before = at - 1;
            before -= before > 0 && words[before].Folded == "of" ? 1 : 0;
            before -= before > 0 && words[before].Folded is "th" or "st" or "nd" or "rd" && words[before].Start == words[before - 1].End ? 1 : 0;
            var ignored = 0;
            day = DayAt(text, words, before, ref ignored);
            first = day is null ? at : before;
        }

        var next = last + 1;
        var year = next < words.Count && words[next].Start - words[last].End <= 4 ? YearOf(words[next]) : null;
        last = year is null ? last : next;
        return day is null && year is null && (words[at].Folded is "may" or "march" or "mar" or "mai" || IsOfName(words, at))
            ? null
            : new DateMention(day, month, year, first, last, text[words[first].Start..words[last].End]);
    }

    /// <summary>Whether the month is part of a person's name: "April Kepner".</summary>
    private static bool IsOfName(IReadOnlyList<GroundingWord> words, int at) =>
        at + 1 < words.Count && words[at + 1] is { IsCapitalised: true, IsContent: true } next && next.Start - words[at].End == 1;

    private static int? DayAt(string text, IReadOnlyList<GroundingWord> words, int at, ref int last)
    {
        if (at < 0 || at >= words.Count || words[at].Written.Length > 2
            || !int.TryParse(words[at].Written, NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day is < 1 or > 31)
        {
            return null;
        }

        var end = words[at].End;
        if (end + 1 < text.Length && text[end] is '.' or ',' && char.IsAsciiDigit(text[end + 1]))
        {
            return null; // a decimal
        }

        last = at;
        if (at + 1 < words.Count && words[at + 1].Start == end && words[at + 1].Folded is "th" or "st" or "nd" or "rd")
        {
            last++;
        }

        return day;
    }

    private static int? YearOf(GroundingWord word) =>
        word.Written.Length == 4 && int.TryParse(word.Written, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    [GeneratedRegex(@"\b(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})\b|\b(?<day>\d{1,2})\. ?(?<month>\d{1,2})\. ?(?<year>\d{4})\b|(?<year>\d{4}) ?年( ?(?<month>\d{1,2}) ?月)?( ?(?<day>\d{1,2}) ?日)?|(?<month>\d{1,2}) ?月( ?(?<day>\d{1,2}) ?日)")]
    private static partial Regex Digits();
}

/// <summary>A date in a sentence; parts that are not given are null.</summary>
internal sealed record DateMention(int? Day, int? Month, int? Year, int First, int Last, string Written)
{
    /// <summary>Whether the other date gives everything that this one does.</summary>
    public bool IsIn(DateMention other) =>
        (Day is null || Day == other.Day) && (Month is null || Month == other.Month) && (Year is null || Year == other.Year);
}
