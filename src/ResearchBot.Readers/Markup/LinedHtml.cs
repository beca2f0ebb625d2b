using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ResearchBot.Readers.Html;

namespace ResearchBot.Readers.Markup;

/// <summary>A line of a markup file, without the indentation of what it stands in.</summary>
/// <param name="Number">From 1.</param>
internal readonly record struct MarkupLine(string Text, int Number)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    public int Indent => Text.Length - Text.AsSpan().TrimStart(' ').Length;

    /// <summary>The lines of a file; a tab reaches to the next eighth column.</summary>
    public static List<MarkupLine> Of(string text) =>
        [.. text.Split('\n').Select((line, index) => new MarkupLine(Untabbed(line).TrimEnd(), index + 1))];

    /// <summary>The line without up to <paramref name="count"/> spaces.</summary>
    public MarkupLine Without(int count) => this with { Text = Text[Math.Min(count, Indent)..] };

    private static string Untabbed(string line)
    {
        if (!line.Contains('\t'))
        {
            return line;
        }

        var text = new StringBuilder();
        foreach (var c in line)
        {
            text.Append(c == '\t' ? new string(' ', 8 - text.Length % 8) : c);
        }

        return text.ToString();
    }
}

/// <summary>Writes HTML that stands on the same lines as the markup that it is made of, so that one reader makes the blocks of all.</summary>
internal sealed class LinedHtml
{
    private readonly StringBuilder _html = new();
    private int _line = 1;

    /// <summary>Writes tags.</summary>
    public LinedHtml Tag(string tags)
    {
        _html.Append(tags);
        return this;
    }

    /// <summary>Writes text, or HTML if its markup is written already, from a line on. It may hold line ends.</summary>
    public LinedHtml Html(string html, int line)
    {
        MoveTo(line);
        _html.Append(html);
        _line += html.AsSpan().Count('\n');
        return this;
    }

    /// <summary>Writes preformatted lines.</summary>
    public void Code(IReadOnlyList<MarkupLine> lines, string? language = null)
    {
        var first = lines.TakeWhile(line => line.IsBlank).Count();
        if (first == lines.Count)
        {
            return;
        }

        var indent = lines.Where(line => !line.IsBlank).Min(line => line.Indent);
        MoveTo(lines[first].Number);
        _html.Append(string.IsNullOrEmpty(language) ? "<pre>" : $"<pre class=\"language-{WebUtility.HtmlEncode(language)}\">");
        foreach (var line in lines.Skip(first))
        {
            Html(WebUtility.HtmlEncode(line.Without(indent).Text), line.Number);
        }

        _html.Append("</pre>");
    }

    /// <summary>Reads what was written.</summary>
    public void WriteTo(DocumentBuilder builder)
    {
        var html = _html.ToString();
        var body = HtmlSource.Parse(html).Body!;
        HtmlBlocks.Write(builder, PageMeasure.Of(body).Whole(body), new SourceLines(html));
    }

    private void MoveTo(int line)
    {
        for (; _line < line; _line++)
        {
            _html.Append('\n');
        }
    }
}

/// <summary>Replaces inline markup by HTML. What a piece of markup shows is kept apart until all is replaced, so that no rule sees it twice.</summary>
internal sealed class InlineMarkup
{
    private const char Open = '\uE000';
    private const char Close = '\uE001';

    private readonly List<string> _kept = [];
    private string _text;

    public InlineMarkup(string text) => _text = WebUtility.HtmlEncode(text.Replace(Open, ' ').Replace(Close, ' '));

    /// <summary>Replaces what <paramref name="form"/> matches by HTML that no further rule looks into.</summary>
    public InlineMarkup Keep(Regex form, Func<Match, string> html)
    {
        _text = form.Replace(_text, match =>
        {
            _kept.Add(html(match) + Feeds(match.Value, html(match)));
            return $"{Open}{_kept.Count - 1}{Close}";
        });
        return this;
    }

    /// <summary>Replaces what <paramref name="form"/> matches by HTML that further rules look into.</summary>
    public InlineMarkup Replace(Regex form, string html)
    {
        _text = form.Replace(_text, html);
        return this;
    }

    /// <summary>The HTML, with as many line ends as the text had.</summary>
    public override string ToString()
    {
        for (var depth = 0; depth < 4 && _text.Contains(Open); depth++)
        {
            _text = Kept().Replace(_text);
        }

        return _text;
    }

    private KeptText Kept() => new(_kept);

    private static string Feeds(string from, string to) => new('\n', Math.Max(0, from.Count(c => c == '\n') - to.Count(c => c == '\n')));

    private readonly struct KeptText(List<string> kept)
    {
        public string Replace(string text)
        {
            var result = new StringBuilder();
            var at = 0;
            for (var open = text.IndexOf(Open, StringComparison.Ordinal); open >= 0; open = text.IndexOf(Open, at))
            {
                var close = text.IndexOf(Close, open);
                result.Append(text, at, open - at).Append(kept[int.Parse(text.AsSpan(open + 1, close - open - 1), System.Globalization.CultureInfo.InvariantCulture)]);
                at = close + 1;
            }

            return result.Append(text, at, text.Length - at).ToString();
        }
    }
}
