using System.Numerics;
using System.Numerics.Tensors;
using System.Text;

namespace ResearchBot.Core.Text;

/// <summary>Recognises the language of a text from its beginning: by script if that is unique, else by function words and rare letters. Takes a few
/// microseconds; prefers unknown to wrong.</summary>
public static class LanguageRecogniser
{
    /// <summary>How many characters of a text are looked at.</summary>
    private const int Sampled = 400;

    private const int Languages = (int)Language.Korean + 1;

    // The score of a word for a language that alone has it, and for one of several. A letter scores like the latter.
    private const int Own = 4;
    private const int Shared = 2;
    private const int Letter = 1;

    /// <summary>Checks after this many words, and each time as many more, whether the result is clear.</summary>
    private const int Step = 16;

    private static readonly int Latin = Bits(Language.English, Language.Turkish);
    private static readonly int Cyrillic = Bits(Language.Russian, Language.Bulgarian);

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
                Add(scores, StopWords.LanguagesWithLetter(c) & languages, Letter, Letter);
            }
            else if (hash != TermHash.Start)
            {
                // Single letters occur in formulas and initials of every language.
                Add(scores, i - start > 1 ? StopWords.LanguagesWith(TermHash.Finish(hash)) & languages : 0, Own, Shared);
                hash = TermHash.Start;
                if (++words % Step == 0 && Clear(scores, words) is not Language.Unknown and var early)
                {
                    return early;
                }
            }
        }

        // Most Cyrillic texts are Russian, and others have distinctive letters, so a lead is enough.
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

    /// <summary>The clear leader; unknown if the text has almost no function words.</summary>
    private static Language Clear(ReadOnlySpan<int> scores, int words)
    {
        var (best, next) = FirstTwo(scores);
        return scores[best] * 2 >= scores[next] * 3 && scores[best] * 2 > words ? (Language)best : Language.Unknown;
    }

    private static (int Best, int Next) FirstTwo(ReadOnlySpan<int> scores)
    {
        var best = scores.IndexOf(TensorPrimitives.Max(scores));
        var next = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            next = i != best && scores[i] > scores[next] && !AreTwins(i, best) ? i : next;
        }

        return (best, next);
    }

    /// <summary>Danish and Norwegian share most function words, so between them a lead is enough.</summary>
    private static bool AreTwins(int one, int other) => (Language)Math.Min(one, other) == Language.Danish && (Language)Math.Max(one, other) == Language.Norwegian;

    private static int Bits(Language first, Language last) => (1 << ((int)last + 1)) - (1 << (int)first);
}

internal enum Script : byte
{
    None,
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Devanagari,
    Thai,
    Hangul,
    Kana,
    Han,
}

internal static class Scripts
{
    private const int Count = (int)Script.Han + 1;

    /// <summary>One ideograph counts as this many letters.</summary>
    private const int PerIdeograph = 3;

    public static Script Leading(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
        {
            return Script.Latin; // most texts; one without letters holds no words either
        }

        Span<int> counts = stackalloc int[Count];
        counts.Clear();
        foreach (var c in text)
        {
            counts[(int)Of(c)]++;
        }

        counts[(int)Script.None] = 0;
        counts[(int)Script.Hangul] *= PerIdeograph;

        // Japanese mixes both; a word or two in kana does not make a Chinese text Japanese.
        var together = (counts[(int)Script.Han] + counts[(int)Script.Kana]) * PerIdeograph;
        (counts[(int)Script.Kana], counts[(int)Script.Han]) =
            counts[(int)Script.Kana] * 10 > counts[(int)Script.Han] ? (together, 0) : (0, together);

        var leading = Script.None;
        for (var script = Script.Latin; script <= Script.Han; script++)
        {
            leading = counts[(int)script] > counts[(int)leading] ? script : leading;
        }

        return leading;
    }

    private static Script Of(char c) => c switch
    {
        < '\u0080' => char.IsAsciiLetter(c) ? Script.Latin : Script.None,
        >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF' or >= '\uFF21' and <= '\uFF5A' => Script.Latin,
        >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF' => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0591' and <= '\u05F4' => Script.Hebrew,
        >= '\u0600' and <= '\u077F' or >= '\uFB50' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC' => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        >= '\u3041' and <= '\u30FA' or >= '\u31F0' and <= '\u31FF' => Script.Kana,
        >= '\u3400' and <= '\u4DBF' or >= '\u4E00' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' => Script.Han,
        >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF' => Script.Hangul,
        _ => Script.None,
    };
}
