using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ResearchBot.Core.Search.Text;
using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Core.Feedback.Unanswered;

/// <summary>
/// Tells which questions are the same to a person: equal words in any order, whatever their case, accents and punctuation. Words are
/// not stemmed, since "Peter" and "Peters" may be two people, and figures count as they are written.
/// </summary>
public static partial class MergeKey
{
    /// <summary>Small words that search passes over and that yet make another question.</summary>
    private static readonly FrozenSet<string> Telling = new[]
    {
        "who", "whom", "whose", "when", "where", "why", "how", "not", "no", "nor", "without", "cannot", "never",
        "cant", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wont", "wouldnt", "couldnt", "shouldnt", "hasnt", "havent", "hadnt",
        "before", "after", "to", "from", "since", "until", "under", "over", "above", "below", "off", "out", "in", "more", "most", "he", "she", "it", "they",
        "may", "must", "should", "can", "will", "now", "once",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The hash of the words, the same for the same question.</summary>
    /// <param name="question">Standing alone.</param>
    public static string Of(string question)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        var all = new SortedSet<string>(StringComparer.Ordinal);
        var reader = new TokenReader(question, Language.English); // one language for all, or the order of words could change how they are read
        while (reader.Next(out var token))
        {
            var word = Fold(question.AsSpan(token.Start, token.Length));
            all.Add(word);
            if (token.Kind != TokenKind.Stop || Telling.Contains(word))
            {
                words.Add(word);
            }
        }

        words.UnionWith(Exact().Matches(question).Select(match => Fold(match.Value, keepOthers: true)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words.Count > 0 ? words : all))))[..32];
    }

    private static string Fold(ReadOnlySpan<char> surface, bool keepOthers = false)
    {
        var word = new char[(surface.Length * CharacterFold.Longest) + 1];
        var length = 0;
        foreach (var c in surface)
        {
            if (CharacterClass.Of(c) == CharacterClass.Letter)
            {
                length = CharacterFold.Append(c, word, length);
            }
            else if (keepOthers || CharacterClass.Of(c) != CharacterClass.Other)
            {
                word[length++] = c;
            }
        }

        return new string(word, 0, length);
    }

    /// <summary>What differs by its signs: 1.5 and 15, 5 and -5, $5 and €5, C and C++ and C#.</summary>
    [GeneratedRegex(@"((?<![\p{L}\p{N}.])[-−+])?\p{Nd}+([.,:/'’-]\p{Nd}+)*|\p{Sc}|[%‰°]|(?<!\p{L})\p{L}([+]{1,2}|#)(?![\p{L}\p{N}])")]
    private static partial Regex Exact();
}
