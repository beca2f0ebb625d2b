using System.Text;
using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Markup;

/// <summary>Makes Markdown of MDX: imports, exports and expressions go, components leave their words and the titles that they show.</summary>
internal sealed partial class MdxSource
{
    /// <summary>The longest tag or expression; a longer one is text.</summary>
    private const int Longest = 20_000;

    private readonly string _text;
    private readonly List<(int Start, int End)> _code;
    private readonly StringBuilder _markdown = new();
    private int _at;
    private int _nextCode;

    private MdxSource(string text) => (_text, _code) = (text, CodeRanges.Of(text, indented: false));

    /// <param name="text">MDX with LF line ends.</param>
    /// <returns>Markdown with inline HTML that shows the same on the same lines.</returns>
    public static string Plain(string text)
    {
        var source = new MdxSource(Unindented(text));
        source.Convert();
        return MarkdownDialects.Plain(source._markdown.ToString());
    }

    private void Convert()
    {
        while (_at < _text.Length)
        {
            if (IsCode(out var end))
            {
                Keep(end);
                continue;
            }

            switch (_text[_at])
            {
                case '\\' when _at + 1 < _text.Length && _text[_at + 1] is '{' or '}' or '<':
                    Keep(_at + 2);
                    break;
                case 'i' or 'e' when IsLineStart() && Statement().Match(_text, _at) is { Success: true }:
                    Drop(StatementEnd());
                    break;
                case '{' when Balanced(_at) is > 0 and var close:
                    _markdown.Append(Spoken(_text[(_at + 1)..(close - 1)].Trim()));
                    Drop(close);
                    break;
                case '<' when Tag().Match(_text, _at) is { Success: true } name && TagEnd(_at + name.Length) is > 0 and var close:
                    _markdown.Append(JsxTag.Shown(_text[_at..close], name.Groups["name"].Value, IsLineStart()));
                    Drop(close);
                    break;
                default:
                    Keep(_at + 1);
                    break;
            }
        }
    }

    private bool IsCode(out int end)
    {
        while (_nextCode < _code.Count && _code[_nextCode].End <= _at)
        {
            _nextCode++;
        }

        var inside = _nextCode < _code.Count && _code[_nextCode].Start <= _at;
        end = inside ? _code[_nextCode].End : _at;
        return inside;
    }

    private void Keep(int end)
    {
        _markdown.Append(_text, _at, end - _at);
        _at = end;
    }

    private void Drop(int end)
    {
        _markdown.Append('\n', _text.AsSpan(_at, end - _at).Count('\n'));
        _at = end;
    }

    private bool IsLineStart()
    {
        var before = _at - 1;
        while (before >= 0 && _text[before] is ' ' or '\t')
        {
            before--;
        }

        return before < 0 || _text[before] == '\n';
    }

    /// <summary>A string in braces is shown as it stands.</summary>
    private static string Spoken(string expression) =>
        expression.Length > 1 && expression[0] is '"' or '\'' or '`' && expression.IndexOf(expression[0], 1) == expression.Length - 1 ? expression[1..^1] : "";

    /// <summary>A statement ends with the line on which all its brackets are closed.</summary>
    private int StatementEnd()
    {
        var end = _at;
        while (end < _text.Length && _text[end] != '\n')
        {
            end = _text[end] is '{' or '(' or '[' && Balanced(end) is > 0 and var close ? close : end + 1;
        }

        return end;
    }

    /// <returns>The offset behind the bracket that closes the one at <paramref name="start"/>; 0 if none does.</returns>
    private int Balanced(int start)
    {
        var depth = 0;
        for (var i = start; i < Math.Min(_text.Length, start + Longest); i++)
        {
            switch (_text[i])
            {
                case '{' or '(' or '[':
                    depth++;
                    break;
                case '}' or ')' or ']':
                    depth--;
                    if (depth == 0)
                    {
                        return i + 1;
                    }

                    break;
                case '"' or '\'' or '`' when i > 0 && !char.IsLetterOrDigit(_text[i - 1]):
                    var close = _text.IndexOf(_text[i], i + 1, Math.Min(_text.Length - i - 1, Longest));
                    i = close < 0 ? i : close;
                    break;
            }
        }

        return 0;
    }

    private int TagEnd(int from)
    {
        for (var i = from; i < Math.Min(_text.Length, from + Longest);)
        {
            switch (_text[i])
            {
                case '>':
                    return i + 1;
                case '{' when Balanced(i) is > 0 and var close:
                    i = close;
                    break;
                case '"' or '\'' when _text.IndexOf(_text[i], i + 1, Math.Min(_text.Length - i - 1, Longest)) is > 0 and var quote:
                    i = quote + 1;
                    break;
                default:
                    i++;
                    break;
            }
        }

        return 0;
    }

    /// <summary>Lines within a component begin where its first line does, which Markdown would take for code.</summary>
    private static string Unindented(string text)
    {
        var lines = text.Split('\n');
        var open = new Stack<int>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var words = line.TrimStart(' ', '\t');
            var indent = line.Length - words.Length;
            if (words.StartsWith("</", StringComparison.Ordinal) || words.StartsWith("/>", StringComparison.Ordinal))
            {
                open.TryPop(out _);
                lines[i] = words;
            }
            else if (Opening().IsMatch(words))
            {
                open.Push(-1);
                lines[i] = words;
            }
            else if (words.Length > 0 && open.TryPop(out var first))
            {
                first = first < 0 ? indent : first;
                open.Push(first);
                lines[i] = line[Math.Min(indent, first)..];
            }
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"^<[A-Za-z][\w.]*(?![^\n]*(?:</|/>))")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\G(?:import\s+(?:[\w*{""']|type\b)|export\s+(?:const|let|var|function|default|async|class|\{|\*|type|interface)\b)")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\G</?(?:(?<name>[A-Za-z][\w.-]*)(?=[\s/>])|(?=>))")]
    private static partial Regex Tag();
}

/// <summary>A tag of MDX as HTML.</summary>
internal static partial class JsxTag
{
    private static readonly HashSet<string> Notes =
        ["Note", "Warning", "Tip", "Info", "Callout", "Admonition", "Aside", "Caution", "Danger", "Check", "Alert", "Important", "Hint", "Notice"];

    private static readonly HashSet<string> Questions = ["Accordion", "AccordionItem", "Details", "Expandable", "Faq", "FAQ", "Question", "Collapse", "Toggle"];

    /// <param name="tag">The whole tag.</param>
    /// <param name="isBlock">Whether it begins its line.</param>
    public static string Shown(string tag, string name, bool isBlock)
    {
        var closes = tag[1] == '/';
        if (name.Length == 0)
        {
            return "";
        }

        if (!char.IsUpper(name[0]) && !name.Contains('.'))
        {
            var kept = string.Concat(Kept().Matches(tag).Select(match => $" {match.Groups["name"].Value}=\"{match.Groups["value"].Value}\""));
            return closes ? $"</{name}>" : $"<{name}{kept}>";
        }

        var single = tag.EndsWith("/>", StringComparison.Ordinal);
        var title = closes ? "" : Title().Match(tag).Groups["value"].Value;
        if (Questions.Contains(name))
        {
            return closes ? "</details>" : $"<details><summary>{title}</summary>{(single ? "</details>" : "")}";
        }

        var shown = title.Length > 0 ? $"<div>{title}</div>" : "";
        var isNote = Notes.Contains(name);
        return !isBlock && !isNote ? shown : closes ? "</div>" : $"<div{(isNote ? " role=note" : "")}>{shown}{(single ? "</div>" : "")}";
    }

    [GeneratedRegex("""\s(?<name>href|alt|type|checked|start|colspan|rowspan|hidden)=(?:"(?<value>[^"]*)"|'(?<value>[^'"]*)')""")]
    private static partial Regex Kept();

    [GeneratedRegex(
        """\s(?:title|label|summary|header|heading|question|caption)="""
        + """(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|\{\s*["'`](?<value>[^"'`]*)["'`]\s*\})""")]
    private static partial Regex Title();
}
