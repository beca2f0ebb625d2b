namespace ResearchBot.Evaluation.Page;

/// <summary>HTML. It can only be made of what is written in the code; everything put into that is escaped.</summary>
internal readonly struct Markup
{
    private readonly string? _html;

    private Markup(string html) => _html = html;

    /// <summary>Markup of an interpolated string.</summary>
    public static Markup Of(MarkupText text) => new(text.Html);

    public override string ToString() => _html ?? string.Empty;
}
