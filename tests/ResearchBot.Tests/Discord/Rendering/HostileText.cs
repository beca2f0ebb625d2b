using FsCheck;
using FsCheck.Fluent;

namespace ResearchBot.Tests.Discord.Rendering;

/// <summary>Texts that want to be more than text in Discord.</summary>
internal static class HostileText
{
    public static readonly string[] Listed =
    [
        "@everyone", "@here", "\\@everyone", "<@111111111111111111>", "<@!111111111111111111>", "<@&222222222222222222>", "<#333333333333333333>",
        "</ask:444444444444444444>", "<id:customize>", "<t:1700000000:R>", "<:smile:555555555555555555>", "<a:wave:555555555555555555>", ":skull:",
        "[here](https://evil.example/x)", "[here](<https://evil.example/x>)", "[here](https://evil.example \"title\")", "https://evil.example/a?b=c#d",
        "HTTP://EVIL.EXAMPLE", "<https://evil.example>", "discord.gg/abc", "discord.com/invite/abc", "DISCORD.GG/abc", "discordapp.com/invite/x", "<mailto:a@b.example>",
        "<+15550100>", "http\u200Bs://evil.example", "h\u00ADttps://evil.example", "https:/\u200B/evil.example",
        "```\nfence\n```", "```ansi\n\u001b[31mred\u001b[0m\n```", "`code`", "``a`b``", "`", "```", "\\", "\\\\", "a\\", "\\`", "\\*not\\*", "\\\\*x*",
        "# Head", "## Head", "-# small", "> quote", ">>> all", "- item", "* item", "+ item", "1. one", "12. twelve", "1) one", ". dot", "  # later",
        "**bold**", "__under__", "*it*", "_it_", "~~gone~~", "||spoiler||", "***x***", "||", "~~", "line\n# next\n> next\n@everyone", "a\r\nb\u2028c\u2029d\u0085e",
        "\u202Eevil\u202C", "\u2066x\u2069", "a\u200Bb\u200Cc\u200Dd\uFEFFe", "\u001b]0;title\u0007", "\0", "\b\b\b", "e\u0301\u0301\u0301\u0301\u0301",
        "Z" + string.Concat(Enumerable.Repeat("\u0300\u0316", 200)), "👩‍🔬👨‍👩‍👧‍👦🏳️‍🌈", "\uD83D", "\uDE00x", "a\uD83D\uD83D\uDE00\uDE00", "|a|b|\n|-|-|\n|1|2|",
        "(╯°□°)╯︵ ┻━┻", "¯\\_(ツ)_/¯", "”\n-# Forged · ✓ checked", "“”", "{0} {1} {", "%s%n", "attachment://x.txt", "javascript:alert(1)", "", " ", "\u3164", "\u200B",
        new string('*', 10_000), new string('@', 10_000), string.Concat(Enumerable.Repeat("<@111111111111111111> ", 500)), string.Concat(Enumerable.Repeat("😀", 5_000)),
        new string('x', 10_000), string.Concat(Enumerable.Repeat("https://evil.example/ ", 450)), new string('\n', 10_000), string.Concat(Enumerable.Repeat("a\n", 5_000)),
    ];

    private static readonly char[] Marks = [.. "\\`*_~|<>@#&:[](){}-+.!/^= 1a\n\t\u202E\u200D\uD83D\uDE00"];

    /// <summary>The listed ones, mixed with each other, with other scripts and with marks of Markdown.</summary>
    public static Gen<string> Any => Gen.Frequency(
        (2, Gen.Elements(Listed)),
        (4, Gen.Elements(Listed.Where(text => text.Length < 500).ToArray()).NonEmptyListOf().Select(parts => string.Concat(parts))),
        (2, Gen.Elements(Marks).ListOf().Select(marks => string.Concat(marks))),
        (1, RandomText.WithLineEnds),
        (1, from text in RandomText.Any from inside in Gen.Elements(Listed) select text + inside + text));
}
