using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Recognises what a question asks for, and whether a sentence contains something of that kind.</summary>
internal static partial class AnswerTypes
{
    private static readonly FrozenSet<string> TimeWords = new[]
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "century", "decade", "today", "yesterday",
        "ago", "hours", "days", "weeks", "months", "years", "year", "month", "week",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> PlaceWords =
        new[] { "in", "at", "near", "to", "from", "on", "toward", "towards", "outside", "inside", "through" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static AnswerType Of(string question) =>
        Figure().IsMatch(question) ? AnswerType.Figure
        : Time().IsMatch(question) ? AnswerType.Time
        : Person().IsMatch(question) ? AnswerType.Person
        : Place().IsMatch(question) ? AnswerType.Place
        : AnswerType.Any;

    public static bool Fits(AnswerType type, CandidateSentence sentence, QuestionTerms terms)
    {
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            var token = sentence.Words[i];
            if (terms.PositionOf(token) < 0 && Fits(type, sentence, i, token))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(AnswerType type, CandidateSentence sentence, int position, Token token)
    {
        var word = sentence.Word(token);
        return type switch
        {
            AnswerType.Figure => NumberWords.ValueOf(word) is { } value && !IsYear(word, value),
            AnswerType.Time => TimeWords.Contains(word) || (NumberWords.ValueOf(word) is { } value && IsYear(word, value)),
            AnswerType.Person => position > 0 && IsName(token, word),
            AnswerType.Place => position > 0 && IsName(token, word) && FollowsPlaceWord(sentence, position),
            _ => false,
        };
    }

    private static bool IsYear(string word, double value) => word.Length == 4 && value is >= 1000 and <= 2100;

    private static bool IsName(Token token, string word) => token.Kind == TokenKind.Word && word.Length > 1 && char.IsUpper(word[0]);

    private static bool FollowsPlaceWord(CandidateSentence sentence, int position)
    {
        for (var back = position - 1; back >= 0 && back >= position - 3; back--)
        {
            if (PlaceWords.Contains(sentence.Word(sentence.Words[back])))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\bhow (many|much|old|long|tall|high|deep|far|large|big|often|heavy|fast|wide)\b|\b(what|which) (number|percentage|share|proportion|amount|sum)\b|\bnumber of\b|\b(population|percentage|cost|price)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\bwhen\b|\b(what|which) (year|date|day|month|time|century|decade)\b|\bsince when\b", RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(who|whom|whose)\b|\b(what|which) (person|man|woman|president|leader|author|journalist|general|king|queen|minister|commander|official)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Person();

    [GeneratedRegex(@"\bwhere\b|\b(what|which) (country|countries|city|cities|place|places|state|town|region|emirate|island|airport)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Place();
}

internal enum AnswerType
{
    Any,

    /// <summary>Who: a name.</summary>
    Person,

    /// <summary>When: a date or a year.</summary>
    Time,

    /// <summary>Where: a place.</summary>
    Place,

    /// <summary>How many, how much: a figure.</summary>
    Figure,
}
