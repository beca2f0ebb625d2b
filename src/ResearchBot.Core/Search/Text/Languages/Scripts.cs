using System.Text;

namespace ResearchBot.Core.Search.Text.Languages;

/// <summary>Which script a text is written in.</summary>
internal static class Scripts
{
    private const int Count = (int)Script.Han + 1;

    /// <summary>An ideograph says about as much as this many letters.</summary>
    private const int PerIdeograph = 3;

    /// <summary>The script of most of the text.</summary>
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
