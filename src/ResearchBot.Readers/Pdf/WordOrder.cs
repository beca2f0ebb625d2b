namespace ResearchBot.Readers.Pdf;

/// <summary>The order of reading within a line: pages draw right-to-left scripts from left to right as well.</summary>
internal static class WordOrder
{
    /// <summary>Words that stand from left to right, in the order in which they are read.</summary>
    public static IReadOnlyList<PageWord> Logical(IReadOnlyList<PageWord> words)
    {
        var (toRight, toLeft) = (0, 0);
        foreach (var word in words)
        {
            foreach (var c in word.Text)
            {
                toLeft += IsRightToLeft(c) ? 1 : 0;
                toRight += char.IsLetter(c) && !IsRightToLeft(c) ? 1 : 0;
            }
        }

        if (toLeft == 0)
        {
            return words;
        }

        return toLeft >= toRight ? Reversed(words) : WithReversedRuns(words);
    }

    /// <summary>The characters of a word in reading order. Each entry is what one glyph stands for.</summary>
    public static string Logical(List<string> glyphs)
    {
        if (!glyphs.Exists(glyph => glyph.Any(IsRightToLeft)))
        {
            return string.Concat(glyphs);
        }

        glyphs.Reverse();
        ReverseRuns(glyphs, IsNumberPart);
        return string.Concat(glyphs.Select(glyph => glyph.Length == 1 ? Mirrored(glyph[0]).ToString() : glyph));
    }

    public static bool IsRightToLeft(char c) => c is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFE'
        && !IsArabicDigit(c);

    private static bool IsArabicDigit(char c) => c is >= '\u0660' and <= '\u0669' or >= '\u06F0' and <= '\u06F9';

    private static bool IsNumberPart(string glyph) => glyph.Length == 1 && (char.IsDigit(glyph[0]) || glyph[0] is '.' or ',' or '/' or ':' || char.IsAsciiLetter(glyph[0]));

    private static char Mirrored(char c) => c switch
    {
        '(' => ')', ')' => '(', '[' => ']', ']' => '[', '{' => '}', '}' => '{', '<' => '>', '>' => '<', '«' => '»', '»' => '«', _ => c,
    };

    /// <summary>A line that is read from right to left; runs of words that are not keep their order.</summary>
    private static List<PageWord> Reversed(IReadOnlyList<PageWord> words)
    {
        var order = words.Reverse().ToList();
        ReverseRuns(order, IsLeftToRight);
        return order;
    }

    /// <summary>A line that is read from left to right, with words of the other direction in it.</summary>
    private static List<PageWord> WithReversedRuns(IReadOnlyList<PageWord> words)
    {
        var order = words.ToList();
        ReverseRuns(order, word => !IsLeftToRight(word));
        return order;
    }

    private static bool IsLeftToRight(PageWord word) => word.Text.Any(char.IsLetterOrDigit) && !word.Text.Any(IsRightToLeft);

    private static void ReverseRuns<T>(List<T> items, Func<T, bool> belongs)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var from = i;
            while (i < items.Count && belongs(items[i]))
            {
                i++;
            }

            items.Reverse(from, i - from);
        }
    }
}
