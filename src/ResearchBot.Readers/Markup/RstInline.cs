using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Markup;

/// <summary>The inline markup of reStructuredText.</summary>
/// <param name="substitutions">What stands for <c>|name|</c>.</param>
/// <param name="targets">Where <c>name_</c> leads.</param>
internal sealed partial class RstInline(IReadOnlyDictionary<string, string> substitutions, IReadOnlyDictionary<string, string> targets)
{
    public string Html(string text) => new InlineMarkup(text)
        .Keep(Literal(), match => $"<code>{match.Groups["text"].Value}</code>")
        .Keep(Escape(), match => match.Groups["text"].Value.Trim())
        .Keep(Role(), match => Shown(match.Groups["text"].Value))
        .Keep(Link(), match => Linked(match.Groups["text"].Value))
        .Keep(Target(), match => match.Groups["text"].Value)
        .Keep(Interpreted(), match => Shown(match.Groups["text"].Value))
        .Replace(Strong(), "<b>${text}</b>")
        .Replace(Emphasis(), "${text}")
        .Keep(Substitution(), match => substitutions.TryGetValue(match.Groups["name"].Value, out var words) ? words : match.Value.StartsWith('|') ? "" : match.Value)
        .Replace(Footnote(), "[${text}]")
        .Keep(Reference(), match => targets.TryGetValue(match.Groups["text"].Value.ToLowerInvariant(), out var target)
            ? $"<a href=\"{target}\">{match.Groups["text"].Value}</a>" : match.Groups["text"].Value)
        .ToString();

    /// <summary>A role's text without its target; a name that begins with ~ is shown by its last part.</summary>
    private static string Shown(string text)
    {
        var words = Titled().Match(text) is { Success: true } titled ? titled.Groups["text"].Value : text.TrimStart('!');
        return words.StartsWith('~') ? words[(words.LastIndexOf('.') + 1)..].TrimStart('~') : words;
    }

    private string Linked(string text)
    {
        var titled = Titled().Match(text);
        var words = titled.Success ? titled.Groups["text"].Value : text;
        var target = titled.Success ? titled.Groups["target"].Value : targets.GetValueOrDefault(text.ToLowerInvariant(), "");
        return target.Length == 0 || target.EndsWith('_') ? words : $"<a href=\"{target}\">{(words.Length == 0 ? target : words)}</a>";
    }

    [GeneratedRegex(@"(?<![\w`])``(?<text>\S(?:.{0,2000}?\S)?)``(?![\w`])", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\\(?<text>[^\w]|\n)", RegexOptions.Singleline)]
    private static partial Regex Escape();

    [GeneratedRegex(@":[A-Za-z][\w:.+-]{0,60}:`(?<text>[^`]{1,1000})`", RegexOptions.Singleline)]
    private static partial Regex Role();

    [GeneratedRegex(@"(?<![\w`])`(?<text>[^`]{1,1000})`__?(?!\w)", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\w)_`(?<text>[^`]{1,300})`", RegexOptions.Singleline)]
    private static partial Regex Target();

    [GeneratedRegex(@"(?<![\w`])`(?<text>[^`]{1,1000})`(?::[A-Za-z][\w:.+-]{0,60}:)?(?![\w`])", RegexOptions.Singleline)]
    private static partial Regex Interpreted();

    [GeneratedRegex(@"(?<![\w*])\*\*(?=\S)(?<text>.{1,2000}?)(?<=\S)\*\*(?![\w*])", RegexOptions.Singleline)]
    private static partial Regex Strong();

    [GeneratedRegex(@"(?<![\w*])\*(?=[^\s*])(?<text>[^*]{1,2000}?)(?<=\S)\*(?![\w*])", RegexOptions.Singleline)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"(?<![\w|])\|(?<name>[^\s|](?:[^|\n]{0,98}[^\s|])?)\|_{0,2}(?![\w|])")]
    private static partial Regex Substitution();

    [GeneratedRegex(@"\[(?<text>[#*\w.-]{1,60})\]_(?!\w)")]
    private static partial Regex Footnote();

    [GeneratedRegex(@"(?<![\w_`/.#:-])(?<text>[A-Za-z][\w.+-]{0,60}?[A-Za-z0-9])__?(?![\w_`])(?=\W|$)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(?<text>.*?)\s*&lt;(?<target>[^&]*(?:&amp;[^&]*)*)&gt;$", RegexOptions.Singleline)]
    private static partial Regex Titled();
}
