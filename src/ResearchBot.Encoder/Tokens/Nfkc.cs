using System.Text;

namespace ResearchBot.Encoder.Tokens;

/// <summary>
/// Unicode's normal form KC (https://www.unicode.org/reports/tr15/). Our own, since the runtime's is ICU's, and the
/// program runs without it (docs/decisions/0010).
/// </summary>
internal static class Nfkc
{
    private const int HangulBase = 0xAC00, HangulCount = 11172, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    /// <summary>Replaces the content of <paramref name="points"/> by the text in normal form; lone surrogates stay.</summary>
    public static void Normalise(ReadOnlySpan<char> text, CodePoints points)
    {
        points.Cut(0);
        var plain = true;
        while (!text.IsEmpty)
        {
            var used = 1;
            int point = text[0];
            if (char.IsSurrogate(text[0]) && Rune.DecodeFromUtf16(text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                (point, used) = (rune.Value, length);
            }

            if (point < 0xA0)
            {
                points.Add(point);
            }
            else
            {
                plain = false;
                Decompose(point, points);
            }

            text = text[used..];
        }

        if (!plain)
        {
            Order(points.Span);
            Compose(points);
        }
    }

    private static void Decompose(int point, CodePoints points)
    {
        var hangul = point - HangulBase;
        if (hangul is >= 0 and < HangulCount)
        {
            points.Add(LeadBase + (hangul / (VowelCount * TailCount)));
            points.Add(VowelBase + (hangul / TailCount % VowelCount));
            if (hangul % TailCount > 0)
            {
                points.Add(TailBase + (hangul % TailCount));
            }
        }
        else if (NfkcTable.Decompositions.TryGetValue(point, out var parts))
        {
            foreach (var part in parts)
            {
                points.Add(part);
            }
        }
        else
        {
            points.Add(point);
        }
    }

    /// <summary>Sorts every run of marks by its place; an insertion keeps equals in their order.</summary>
    private static void Order(Span<int> points)
    {
        var run = 0;
        for (var i = 0; i < points.Length; i++)
        {
            if (NfkcTable.PlaceOf(points[i]) == 0)
            {
                if (i - run > 1)
                {
                    OrderRun(points[run..i]);
                }

                run = i + 1;
            }
        }

        OrderRun(points[run..]);
    }

    private static void OrderRun(Span<int> marks)
    {
        if (marks.Length > 32)
        {
            // A run this long is an attack, not writing: an insertion would take quadratic time.
            var sorted = marks.ToArray().OrderBy(NfkcTable.PlaceOf).ToArray();
            sorted.CopyTo(marks);
            return;
        }

        for (var i = 1; i < marks.Length; i++)
        {
            for (var j = i; j > 0 && NfkcTable.PlaceOf(marks[j - 1]) > NfkcTable.PlaceOf(marks[j]); j--)
            {
                (marks[j - 1], marks[j]) = (marks[j], marks[j - 1]);
            }
        }
    }

    private static void Compose(CodePoints points)
    {
        var end = 0;
        var starter = -1;
        var lastPlace = 0;
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            var place = NfkcTable.PlaceOf(point);
            var blocked = starter < end - 1 && lastPlace >= place;
            if (starter >= 0 && !blocked && TryCompose(points[starter], point, out var composed))
            {
                points[starter] = composed;
                continue;
            }

            points[end] = point;
            if (place == 0)
            {
                starter = end;
            }

            lastPlace = place;
            end++;
        }

        points.Cut(end);
    }

    private static bool TryCompose(int first, int second, out int composed)
    {
        if (first - LeadBase is >= 0 and < LeadCount && second - VowelBase is >= 0 and < VowelCount)
        {
            composed = HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount);
            return true;
        }

        if (first - HangulBase is >= 0 and < HangulCount && (first - HangulBase) % TailCount == 0 && second - TailBase is > 0 and < TailCount)
        {
            composed = first + second - TailBase;
            return true;
        }

        return NfkcTable.Compositions.TryGetValue((first, second), out composed);
    }
}
