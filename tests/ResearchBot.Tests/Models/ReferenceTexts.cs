using System.Text;

namespace ResearchBot.Tests.Models;

/// <summary>A thousand texts of many shapes, the same in every run.</summary>
internal static class ReferenceTexts
{
    private static readonly string[] English =
        ("the a of to in and is was for on that with as by at from it he she they this which not are were be have has had its their but or "
        + "treaty general palace revolution government asylum airline cargo passport sanctuary monarch drone airfield neighbour militia "
        + "negotiations billion released accord protesters threatened seized president Venezuela Caracas Tehran Qatar Baghdad White House "
        + "quickly refuses refused shelter shelters sheltering unfriendly trades trading daily planes flew carrying what who where when why "
        + "internationalisation antidisestablishmentarianism don't can't U.S. e.g. Dr. FY2018 3,559 $100 50% 2022 1979 co-operation e-mail").Split(' ');

    private static readonly string[] Others =
    [
        "Защита", "Пэнтерс", "уступила", "黑豹队的防守", "只丢了", "308分", "مرحبا", "العالم", "می\u200Cخواهم", "हिन्दी", "में", "ไทย", "日本語", "カタカナ",
        "ｶﾀｶﾅ", "한국어", "각", "שלום", "Ελληνικά", "ấy", "Việt", "a\u0302\u0301", "e\u0301", "naïve", "Straße", "ﬁnance", "ﬀ", "Ｆｕｌｌ", "①②", "½", "™",
        "x²", "Å", "ﷺ", "\u0344", "क़", "\u1E9B\u0323", "D\u0323\u0307", "q\u0307\u0323", "ℌ", "𝒳𝒴", "℃", "…", "—", "“quoted”", "”5", "•", "£5", "€5", "¥",
    ];

    private static readonly string[] Symbols =
    [
        "😀", "👩‍🔬", "🇻🇪", "❤️", "👍🏽", ":)", ":(", ":-)", "://", ":30", ":00", ":", "):", "http://example.com/a?b=c&d=e#f", "a@b.com", "<unk>", "</s>", "<s>",
        "__proto__", "@@", "#tag", "{}[]()", "\\n", "'''", "\"\"", "~~~", "```", "|", "1:30", "12:00:45", "\u2581", "\u2581\u2581x",
    ];

    private static readonly string[] Odd =
    [
        "\0", "\u0001", "\t", "\n", "\r\n", "\u0085", "\u00A0", "\u00AD", "\u200B", "\u200D", "\u202E", "\u2028", "\u3000", "\uFEFF", "\uFFFD", "\uFFFE", "\uFFFF",
        "\uD800", "\uDC00", "\uDBFF", "\uDFFF\uD800", "a\uD83D", "\uDE00b", "\uE000", "\U000F0000", "\U0010FFFF", "  ", "   ", " \u00A0 ", "\u007F",
    ];

    public static IReadOnlyList<string> All { get; } = [.. Make().Take(1000)];

    private static IEnumerable<string> Make()
    {
        var random = new Random(20);
        yield return "";
        for (var c = ' '; c <= '~'; c++)
        {
            yield return c.ToString();
        }

        foreach (var text in Others.Concat(Symbols).Concat(Odd))
        {
            yield return text;
        }

        yield return Join(random, English, 2000, " ");
        yield return new string('x', 1000);
        yield return string.Concat(Enumerable.Repeat("中 ", 300));
        yield return new string(' ', 300);
        for (var i = 0; ; i++)
        {
            yield return (i % 8) switch
            {
                0 => Join(random, English, 1 + random.Next(12), " "),
                1 => Join(random, English, 10 + random.Next(30), " "),
                2 => Join(random, English, (i % 64 == 2 ? 80 : 5) + random.Next(20), random.Next(2) == 0 ? " " : ", "),
                3 => Join(random, [.. English, .. Others], 1 + random.Next(40), " "),
                4 => Join(random, [.. Others, .. Symbols, .. Odd], 1 + random.Next(30), random.Next(2) == 0 ? "" : " "),
                5 => Join(random, [.. English, .. Odd], 1 + random.Next(20), ""),
                6 => Characters(random, 1 + random.Next(60), 0x17F),
                _ => Characters(random, 1 + random.Next(40), 0xD7FF),
            };
        }
    }

    private static string Join(Random random, string[] words, int count, string gap) =>
        string.Join(gap, Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));

    /// <summary>Characters up to a last one, of those that Unicode has long known.</summary>
    private static string Characters(Random random, int count, int last)
    {
        var text = new StringBuilder();
        while (text.Length < count)
        {
            var c = (char)random.Next(1, last + 1);
            if (c < 0x0860 || c is (>= '\u1E00' and < '\u2000') or (>= '\u3040' and < '\u30FF') or (>= '\u4E00' and < '\u9FA0') or >= '\uAC00')
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}
