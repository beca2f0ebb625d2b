using System.Net;
using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Markup;

/// <summary>AsciiDoc, as Asciidoctor shows it.</summary>
public sealed class AsciiDocReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".adoc", ".asciidoc", ".asc"];

    public override ReadDocument Read(FileToRead file)
    {
        var lines = MarkupLine.Of(LineEnds.ToLineFeed(TextDecoder.Decode(file.Content)));
        var attributes = new AsciiDocAttributes();
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        AsciiDocHtml.Of(lines, attributes).WriteTo(builder);
        var about = attributes.About();
        return builder.Build(builder.FirstHeading(), StatedDate.ToIso(about.GetValueOrDefault("published")), about);
    }
}

/// <summary>The attributes that an AsciiDoc file defines, and the references to them.</summary>
internal sealed partial class AsciiDocAttributes
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nbsp"] = " ", ["zwsp"] = "", ["sp"] = " ", ["empty"] = "", ["blank"] = "", ["lt"] = "<", ["gt"] = ">", ["amp"] = "&", ["apos"] = "'", ["quot"] = "\"",
        ["plus"] = "+", ["asterisk"] = "*", ["tilde"] = "~", ["backtick"] = "`", ["caret"] = "^", ["startsb"] = "[", ["endsb"] = "]", ["vbar"] = "|",
        ["backslash"] = "\\", ["two-colons"] = "::", ["two-semicolons"] = ";;", ["cpp"] = "C++", ["pp"] = "++",
        ["lsquo"] = "‘", ["rsquo"] = "’", ["ldquo"] = "“", ["rdquo"] = "”", ["deg"] = "°",
    };

    /// <returns>Whether the line defines an attribute.</returns>
    public bool Define(string line)
    {
        if (Definition().Match(line) is not { Success: true } match)
        {
            return false;
        }

        if (match.Groups["name"].Value is var name && name.Length > 0 && name[0] != '!' && !name.EndsWith('!'))
        {
            _values[name] = Resolve(match.Groups["value"].Value.Trim());
        }

        return true;
    }

    public void Set(string name, string value) => _values[name] = value;

    /// <summary>References to unknown attributes stay: they may be meant as text.</summary>
    public string Resolve(string text) => text.Contains('{')
        ? Reference().Replace(text, match => _values.GetValueOrDefault(match.Groups["name"].Value, match.Value) is var value && value.Length < 2_000 ? value : "")
        : text;

    public Dictionary<string, string> About()
    {
        var about = new Dictionary<string, string>();
        foreach (var (key, name) in ((string, string)[])[("author", "author"), ("lang", "language"), ("revdate", "published")])
        {
            if (_values.TryGetValue(key, out var value) && StatedText.Clean(value) is { Length: > 0 } clean)
            {
                about.Add(name, clean);
            }
        }

        return about;
    }

    [GeneratedRegex(@"^:(?<name>!?[A-Za-z0-9_][\w-]*!?):(?:\s+(?<value>.*))?$")]
    private static partial Regex Definition();

    [GeneratedRegex(@"(?<!\\)\{(?<name>[A-Za-z0-9_][\w-]*)\}")]
    private static partial Regex Reference();
}

/// <summary>The inline markup of AsciiDoc.</summary>
internal static partial class AsciiDocInline
{
    /// <summary>The HTML of a paragraph whose attributes are resolved.</summary>
    public static string Html(string text) => new InlineMarkup(text)
        .Keep(Passed(), match => match.Groups["text"].Value)
        .Keep(Hidden(), _ => "")
        .Keep(Button(), match => match.Groups["text"].Value)
        .Keep(Menu(), match => $"{match.Groups["menu"].Value} {match.Groups["text"].Value}".Trim())
        .Replace(Footnote(), " [${text}]")
        .Keep(Link(), match => Linked(match.Groups["target"].Value, match.Groups["text"].Value))
        .Keep(CrossReference(), match => match.Groups["text"].Value is { Length: > 0 } words ? Words(words) : match.Groups["id"].Value.TrimStart('#'))
        .Replace(Index(), "${text}")
        .Keep(Escape(), match => match.Groups["text"].Value)
        .Replace(Curved(), "“${text}”")
        .Replace(CurvedOnce(), "‘${text}’")
        .Keep(Monospace(), match => $"<code>{match.Groups["text"].Value.Trim('+')}</code>")
        .Replace(Struck(), "<del>${text}</del>")
        .Replace(Strong(), "<b>${text}</b>")
        .Replace(Emphasis(), "${text}")
        .Replace(Marked(), "${text}")
        .Replace(Raised(), "<sup>${text}</sup>")
        .Replace(Lowered(), "${text}")
        .Replace(HardBreak(), "<br>")
        .ToString();

    private static string Linked(string target, string text)
    {
        var words = Words(text);
        return $"<a href=\"{target}\">{(words.Length == 0 ? target.Replace("mailto:", "", StringComparison.Ordinal) : words)}</a>";
    }

    /// <summary>A link's words without a window and roles.</summary>
    private static string Words(string text) => Options().Replace(text, "").TrimEnd('^').Replace("`", "", StringComparison.Ordinal).Trim().Trim('*', '_');

    [GeneratedRegex(@"\+\+\+(?<text>.{0,1000}?)\+\+\+|pass:[a-z,]*\[(?<text>[^\]]*)\]|(?:latex|ascii)?(?:stem|math):[a-z,]*\[(?<text>[^\]]*)\]", RegexOptions.Singleline)]
    private static partial Regex Passed();

    [GeneratedRegex(@"\[\[[\w:.,\s-]{1,100}\]\]|anchor:[\w-]+\[[^\]]*\]|\(\(\([^()]{1,300}\)\)\)|indexterm:\[[^\]]*\]|(?:image|icon|video|audio):[^\s:\[][^\s\[]*\[[^\]]*\]|\[\[\[(?:[\w-]+)\]\]\]", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"(?:kbd|btn):\[(?<text>[^\]]*)\]")]
    private static partial Regex Button();

    [GeneratedRegex(@"menu:(?<menu>[^\[\n]{1,60})\[(?<text>[^\]]*)\]")]
    private static partial Regex Menu();

    [GeneratedRegex(@"footnote(?:ref)?:[\w-]*\[(?<text>[^\]]*)\]", RegexOptions.Singleline)]
    private static partial Regex Footnote();

    [GeneratedRegex(@"(?:link:(?<target>[^\s\[]{1,2000})|(?<![\w/])(?<target>(?:https?|ftp|irc)://[^\s\[\]<>]{1,2000}|mailto:[^\s\[]{1,300}))\[(?<text>[^\]]*)\]", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex(@"&lt;&lt;(?<id>[^,&\n]{1,200}),?\s*(?<text>(?:(?!&gt;&gt;)[^\n]){0,300})&gt;&gt;|xref:(?<id>[^\s\[]{1,300})\[(?<text>[^\]]*)\]")]
    private static partial Regex CrossReference();

    [GeneratedRegex(@"\(\((?<text>[^()]{1,200})\)\)|indexterm2:\[(?<text>[^\]]*)\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\\(?<text>[*_`#^~{\[<+]+|https?://\S+)")]
    private static partial Regex Escape();

    [GeneratedRegex("""&quot;`(?<text>[^`]{1,500})`&quot;""")]
    private static partial Regex Curved();

    [GeneratedRegex(@"&#39;`(?<text>[^`]{1,500})`&#39;")]
    private static partial Regex CurvedOnce();

    [GeneratedRegex(@"``(?<text>[^`]{1,1000})``|(?<![\w`])`(?<text>[^`]{1,1000})`(?![\w`])|(?<![\w+])\+(?<text>[^\s+](?:[^+\n]{0,300}[^\s+])?)\+(?![\w+])", RegexOptions.Singleline)]
    private static partial Regex Monospace();

    [GeneratedRegex(@"\[\.?(?:line-through|strike)\]#(?<text>[^#]{1,1000})#")]
    private static partial Regex Struck();

    [GeneratedRegex(@"(?:\[[^\[\]\n]{1,60}\])?(?:\*\*(?=\S)(?<text>[^*]{1,1000}?)\*\*|(?<![\w*])\*(?=[^\s*])(?<text>[^*]{1,1000}?)(?<=\S)\*(?![\w*]))", RegexOptions.Singleline)]
    private static partial Regex Strong();

    [GeneratedRegex(@"(?:\[[^\[\]\n]{1,60}\])?(?:__(?=\S)(?<text>[^_]{1,1000}?)__|(?<![\w_])_(?=[^\s_])(?<text>.{1,1000}?)(?<=\S)_(?![\w_]))", RegexOptions.Singleline)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"(?:\[[^\[\]\n]{1,60}\])?(?:(?<![&#])##(?=\S)(?<text>[^#]{1,1000}?)##|(?<![\w#&])#(?=[^\s#])(?<text>[^#\n]{1,1000}?)(?<=\S)#(?![\w#]))", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex(@"\^(?<text>[^\s^]{1,60})\^")]
    private static partial Regex Raised();

    [GeneratedRegex(@"~(?<text>[^\s~]{1,60})~")]
    private static partial Regex Lowered();

    [GeneratedRegex(@"(?<=\s)\+(?=\n|$)")]
    private static partial Regex HardBreak();

    [GeneratedRegex("""(?:^|,)\s*(?:window|role|opts|title|subs|id|rel)=(?:&quot;[^&]*&quot;|[^,]*)|^&quot;|&quot;$""")]
    private static partial Regex Options();
}
