using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ResearchBot.Core.Text;

namespace ResearchBot.Evaluation;

/// <summary>HTML. It can only be made of what is written in the code; everything put into that is escaped.</summary>
internal readonly struct Markup
{
    private readonly string? _html;

    private Markup(string html) => _html = html;

    public static Markup Of(MarkupText text) => new(text.Html);

    public override string ToString() => _html ?? string.Empty;
}

/// <summary>An interpolated string as HTML: its own words stand as they are, other text is escaped, and nothing else fits in.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupText(int literalLength, int holes)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new(literalLength + (holes * 16));

    public string Html => _html.ToString();

    public void AppendLiteral(string html) => _html.Append(html);

    public void AppendFormatted(string text) => _html.Append(Encoder.Encode(OutgoingText.CleanLine(text)));

    public void AppendFormatted(int number) => _html.Append(number);

    public void AppendFormatted(double number, string format) => _html.Append(number.ToString(format));

    public void AppendFormatted(Markup markup) => _html.Append(markup);

    public void AppendFormatted(IEnumerable<Markup> markup) => _html.AppendJoin("\n", markup);
}
