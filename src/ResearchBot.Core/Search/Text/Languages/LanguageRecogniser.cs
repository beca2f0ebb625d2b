using System.Numerics;

namespace ResearchBot.Core.Search.Text.Languages;

/// <summary>
/// Tells the language of a text from its beginning: by its script where that says it, else by the words that carry its
/// grammar and the letters that few languages have. A few microseconds; unknown rather than wrong.
/// </summary>
public static class LanguageRecogniser
{
    /// <summary>How many characters of a text are looked at.</summary>
    private const int Sampled = 400;

    private const int Languages = (int)Language.Korean + 1;

    // What a word speaks for a language that alone has it, and for one of several. A letter weighs as the latter.
    private const int Own = 4;
    private const int Shared = 2;
    private const int Letter = 1;

    /// <summary>After as many words, and again after as many more, it is asked whether that is enough.</summary>
    private const int Step = 16;

    private static readonly int Latin = Bits(Language.English, Language.Turkish);
    private static readonly int Cyrillic = Bits(Language.Russian, Language.Bulgarian);

    /// <summary>The language that most of the text is in.</summary>
    public static Language Recognise(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, Sampled)];
        return Scripts.Leading(text) switch
        {
            Script.Latin => ByWords(text, Latin),
            Script.Cyrillic => ByWords(text, Cyrillic),
            Script.Greek => Language.Greek,
            Script.Hebrew => Language.Hebrew,
            Script.Arabic => Language.Arabic,
            Script.Devanagari => Language.Hindi,
            Script.Thai => Language.Thai,
            Script.Hangul => Language.Korean,
            Script.Kana => Language.Japanese,
            Script.Han => Language.Chinese,
            _ => Language.Unknown,
        };
    }

    private static Language ByWords(ReadOnlySpan<char> text, int languages)
    {
        Span<int> scores = stackalloc int[Languages];
        scores.Clear();
        var words = 0;
        var start = 0;
        var hash = TermHash.Start;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            start = hash == TermHash.Start ? i : start;
            if (char.IsAsciiLetter(c))
            {
                hash = TermHash.Add(hash, (char)(c | 0x20));
            }
            else if (c >= 128 && CharacterClass.Of(c) == CharacterClass.Letter)
            {
                c = char.ToLowerInvariant(c);
                hash = TermHash.Add(hash, c);
                Add(scores, FunctionWords.LanguagesWithLetter(c) & languages, Letter, Letter);
            }
            else if (hash != TermHash.Start)
            {
                // Single letters stand in formulas and initials of every language.
                Add(scores, i - start > 1 ? FunctionWords.LanguagesWith(TermHash.Finish(hash)) & languages : 0, Own, Shared);
                hash = TermHash.Start;
                if (++words % Step == 0 && Clear(scores, words) is not Language.Unknown and var early)
                {
                    return early;
                }
            }
        }

        // Most Cyrillic texts are Russian, and those that are not have letters that betray them: there a lead is enough.
        return languages == Cyrillic ? (Language)FirstTwo(scores).Best : Clear(scores, words);
    }

    private static void Add(Span<int> scores, int languages, int own, int shared)
    {
        var weight = BitOperations.IsPow2(languages) ? own : shared;
        for (; languages != 0; languages &= languages - 1)
        {
            scores[BitOperations.TrailingZeroCount(languages)] += weight;
        }
    }

    /// <summary>The language that is clearly ahead; none where the text has next to no grammar.</summary>
    private static Language Clear(ReadOnlySpan<int> scores, int words)
    {
        var (best, next) = FirstTwo(scores);
        return scores[best] * 2 >= scores[next] * 3 && scores[best] * 2 > words ? (Language)best : Language.Unknown;
    }

    private static (int Best, int Next) FirstTwo(ReadOnlySpan<int> scores)
    {
        var (best, next) = (0, 0);
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                (best, next) = (i, best);
            }
            else if (scores[i] > scores[next])
            {
                next = i;
            }
        }

        return (best, next);
    }

    private static int Bits(Language first, Language last) => (1 << ((int)last + 1)) - (1 << (int)first);
}
