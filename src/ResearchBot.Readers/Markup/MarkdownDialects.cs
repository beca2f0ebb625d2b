using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Markup;

/// <summary>Takes off what site generators and note programs add to Markdown: templates, short codes, attributes, links in double brackets. Words
/// that they show stay; so do code and the number of lines.</summary>
internal static partial class MarkdownDialects
{
    /// <summary>More definitions of link targets than a person writes; Markdig's time grows with their square.</summary>
    private const int MaxDefinitions = 2_000;

    /// <param name="text">Markdown with LF line ends.</param>
    /// <returns>Markdown that shows the same on the same lines.</returns>
    public static string Plain(string text)
    {
        text = WithoutManyDefinitions(text);
        if (!text.AsSpan().ContainsAny('{', '=', '*') && !text.Contains("[[", StringComparison.Ordinal) && !text.Contains("][", StringComparison.Ordinal)
            && !Rest().IsMatch(text))
        {
            return text;
        }

        var code = CodeRanges.Of(text);
        var targets = Definition().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        return Additions().Replace(text, match =>
        {
            while (at < code.Count && code[at].End <= match.Index)
            {
                at++;
            }

            return at < code.Count && code[at].Start <= match.Index ? match.Value : Shown(match, targets) + Feeds(match.Value);
        });
    }

    private static string Shown(Match match, HashSet<string> targets)
    {
        if (match.Groups["words"] is { Success: true, Value: var words })
        {
            var target = match.Groups["target"].Value;
            return targets.Contains(target.Length == 0 ? words : target) ? match.Value : words; // a link to nowhere is its words
        }

        foreach (var name in (ReadOnlySpan<string>)["plain", "note"])
        {
            if (match.Groups[name].Success)
            {
                return name == "plain" ? match.Groups[name].Value : $"**{match.Groups[name].Value.Trim()}**\\";
            }
        }

        if (match.Groups["page"].Success)
        {
            var page = match.Groups["page"].Value.Trim();
            var label = match.Groups["label"].Success ? match.Groups["label"].Value.Trim() : page;
            return match.Value[0] == '!' ? "" : $"[{label}](<{page.Replace('<', ' ').Replace('>', ' ')}>)";
        }

        var arguments = ShownArguments().Matches(match.Groups["args"].Value);
        return string.Join(' ', arguments.Select(argument => argument.Groups["words"].Value));
    }

    private static string Feeds(string text) => text.Contains('\n') ? new string('\n', text.Count(c => c == '\n')) : "";

    private static string WithoutManyDefinitions(string text)
    {
        var left = MaxDefinitions;
        return text.Contains("]:", StringComparison.Ordinal) ? Definition().Replace(text, match => left-- > 0 ? match.Value : "") : text;
    }

    [GeneratedRegex(@"^[ >\t]*\[(?<name>[^\]\n]{1,999})\]:[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex("""(?:title|caption|text|label|summary|header|heading|name)\s*=\s*"(?<words>[^"]*)"|^\s*"(?<words>[^"]*)"\s*$""")]
    private static partial Regex ShownArguments();

    [GeneratedRegex(@"^[ \t>]*(?::::|\[!|--8<--|\[TOC\]|\[toc\]|\\newpage|\\pagebreak|<<<)|\[!", RegexOptions.Multiline)]
    private static partial Regex Rest();

    [GeneratedRegex(
        """
        \{\{[<%]\s*/?\s*[\w./-]+(?<args>[^{}]{0,2000}?)/?\s*[>%]\}\}
        | \{\{[^{}]{0,500}\}\}
        | \{%-?\s*(?:include|includes|extends|import|from|load|link|post_url|highlight|static|asset)\b[^%{}]{0,2000}%\}
        | \{%-?\s*[\w-]*(?<args>[^%{}]{0,2000})%\}
        | \{:[^{}\n]{0,300}\}
        | (?<=\S)[ \t]*\{\s?[#.][\w#-][^{}\n]{0,300}\}[ \t]*$
        | (?<=[)\]*`_])\{\s?[#.\w][^{}\n]{0,300}\}
        | ^[ \t]*\{\s?[#.][\w#-][^{}\n]{0,300}\}[ \t]*$
        | \{[a-z][a-z:+-]{0,40}\}`(?<plain>[^`\n<>]+?)\s*(?:<[^`\n<>]*>)?`
        | ^[ \t]*(?:\[\[_?TOC_?\]\]|\[TOC\]|\[toc\]|@\[toc\]|--8<--.*|<<<[ ].*|\\newpage|\\pagebreak|:::\w[^\n]*:::)[ \t]*$
        | !?\[\[(?<page>[^\[\]|\n]{1,300})(?:\|(?<label>[^\[\]\n]{1,300}))?\]\](?![\[(])
        | (?<![\w=])==(?=[^\s=])(?<plain>[^=\n]{1,500}?)(?<=\S)==(?![\w=])
        | ^\*\[(?<plain>[^\]\n]{1,100})\](?=:[ ])
        | (?<![\w\])\\!])\[(?<words>[^\[\]\n]{2,300})\]\[(?<target>[^\[\]\n]{0,100})\]
        | \[!(?<=^[ \t]{0,9}>[ \t]*\[!)[\w-]+\][+-]?[ \t]+(?<note>\S[^\n]*)$
        | \[!(?:INCLUDE|VIDEO|code[\w-]*)\s*\[[^\]\n]*\]\s*\([^)\n]*\)\]
        """,
        RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Additions();
}

/// <summary>Where a Markdown text holds code.</summary>
internal static partial class CodeRanges
{
    /// <param name="indented">Whether indented lines are code.</param>
    /// <returns>Ascending, not overlapping.</returns>
    public static List<(int Start, int End)> Of(string text, bool indented = true)
    {
        var code = new List<(int, int)>();
        var fence = "";
        var list = false;
        var blank = true;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var line = text.AsSpan(start, end - start);
            var words = line.TrimStart(" \t>");
            if (fence.Length > 0)
            {
                code.Add((start, end));
                fence = words.StartsWith(fence) && words.TrimEnd().TrimStart(fence[0]).IsEmpty ? "" : fence;
            }
            else if (Fence(line) is { Length: > 0 } opened)
            {
                code.Add((start, end));
                fence = opened;
            }
            else if (indented && blank && !list && !words.IsEmpty && (line[0] == '\t' || line.StartsWith("    ")))
            {
                code.Add((start, end)); // and so is what follows it
            }
            else
            {
                blank = words.IsEmpty;
                list = words.IsEmpty || line[0] is ' ' or '\t' ? list : Marker().IsMatch(line);
                Spans(line, start, code);
            }

            start = end + 1;
        }

        return code;
    }

    private static string Fence(ReadOnlySpan<char> line)
    {
        var words = line.TrimStart(" \t>-*+");
        words = words.Length > 2 && char.IsAsciiDigit(words[0]) ? words.TrimStart("0123456789.) \t") : words;
        if (words is not (['`', '`', '`', ..] or ['~', '~', '~', ..]))
        {
            return "";
        }

        var rest = words.TrimStart(words[0]);
        return words[0] == '`' && rest.Contains('`') ? "" : words[..^rest.Length].ToString();
    }

    private static void Spans(ReadOnlySpan<char> line, int offset, List<(int, int)> code)
    {
        for (var at = line.IndexOf('`'); at >= 0 && at < line.Length;)
        {
            var run = line[at..].IndexOfAnyExcept('`');
            run = run < 0 ? line.Length - at : run;
            var close = Close(line, at + run, run);
            if (close >= 0)
            {
                code.Add((offset + at, offset + close + run));
            }

            var from = close >= 0 ? close + run : at + run;
            var next = line[from..].IndexOf('`');
            at = next < 0 ? -1 : from + next;
        }
    }

    private static int Close(ReadOnlySpan<char> line, int from, int run)
    {
        for (var at = from; at < Math.Min(line.Length, from + 2_000);)
        {
            var next = line[at..].IndexOf('`');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            var length = line[at..].IndexOfAnyExcept('`');
            length = length < 0 ? line.Length - at : length;
            if (length == run)
            {
                return at;
            }

            at += length;
        }

        return -1;
    }

    [GeneratedRegex(@"^(?:[-*+]|\d{1,9}[.)]|!!!|\?\?\?|===)\s")]
    private static partial Regex Marker();
}
