using System.Globalization;
using ResearchBot.Core.Search.Text;
using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Core.Answering;

/// <summary>What makes two questions the same for a pin: all their words, in any order and inflection, with those that search passes over.</summary>
internal static class PinnedTerms
{
    /// <summary>The words of a question in one text; empty where it has none.</summary>
    public static string Of(string question)
    {
        var terms = new SortedSet<ulong>();
        var reader = new TokenReader(question, LanguageRecogniser.Recognise(question));
        while (reader.Next(out var token))
        {
            terms.Add(token.Term);
        }

        return string.Join(' ', terms.Select(term => term.ToString("x16", CultureInfo.InvariantCulture)));
    }
}
