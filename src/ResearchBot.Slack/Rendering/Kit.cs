using ResearchBot.Core.Text;

namespace ResearchBot.Slack.Rendering;

/// <summary>The parts of Slack's Block Kit that the bot uses. Foreign text stands in rich text and plain text only, which know no markup: nothing in
/// it is a link, a mention or bold.</summary>
internal static class Kit
{
    private const int LongestLabel = 75;
    private const int LongestSmall = 1_800;

    public static JsonObject Paragraph(params JsonNode[] runs) => RichText(new JsonObject { ["type"] = "rich_text_section", ["elements"] = new JsonArray(runs) });

    public static JsonObject Quote(params JsonNode[] runs) => RichText(new JsonObject { ["type"] = "rich_text_quote", ["elements"] = new JsonArray(runs) });

    /// <summary>Lines of fixed width, clean already: columns stand below each other only where no space is collapsed.</summary>
    public static JsonObject Fixed(IEnumerable<string> lines) => RichText(new JsonObject
    {
        ["type"] = "rich_text_preformatted",
        ["elements"] = new JsonArray(Run(string.Join('\n', lines), keepLines: true)),
    });

    public static JsonObject Bullets(IEnumerable<string> lines) => RichText(new JsonObject
    {
        ["type"] = "rich_text_list",
        ["style"] = "bullet",
        ["elements"] = new JsonArray([.. lines.Select(line => new JsonObject { ["type"] = "rich_text_section", ["elements"] = new JsonArray(Run(line)) })]),
    });

    /// <summary>Small print.</summary>
    /// <param name="text">What it says; its end is left out where it is too long.</param>
    public static JsonObject Small(string text, string end = "") => new()
    {
        ["type"] = "context",
        ["elements"] = new JsonArray(Plain(SlackText.Cut(OutgoingText.CleanLine(text), LongestSmall) + end)),
    };

    public static JsonObject Buttons(IEnumerable<(string Action, string Value, string Label)> buttons) => new()
    {
        ["type"] = "actions",
        ["elements"] = new JsonArray([.. buttons.Select(button => new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = button.Action,
            ["value"] = button.Value,
            ["text"] = Plain(SlackText.Cut(button.Label, LongestLabel)),
        })]),
    };

    public static JsonObject Run(string text, bool bold = false, bool italic = false, bool keepLines = false)
    {
        var run = new JsonObject { ["type"] = "text", ["text"] = keepLines ? text : OutgoingText.CleanLine(text) is { Length: > 0 } line ? Padded(text, line) : " " };
        if (bold || italic)
        {
            var style = new JsonObject();
            if (bold)
            {
                style["bold"] = true;
            }

            if (italic)
            {
                style["italic"] = true;
            }

            run["style"] = style;
        }

        return run;
    }

    public static int LengthOf(JsonNode? node) => node switch
    {
        JsonObject part => part.Sum(property => property.Key is "text" or "elements" ? property.Value is JsonValue text ? text.ToString().Length : LengthOf(property.Value) : 0),
        JsonArray parts => parts.Sum(LengthOf),
        _ => 0,
    };

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text.Length == 0 ? " " : text, ["emoji"] = false };

    public static JsonObject RichText(params JsonNode[] inside) => new() { ["type"] = "rich_text", ["elements"] = new JsonArray(inside) };

    public static JsonObject Element(string type, params JsonNode[] runs) => new() { ["type"] = type, ["elements"] = new JsonArray(runs) };

    public static JsonObject LineEnd() => new() { ["type"] = "text", ["text"] = "\n" };

    /// <summary>A link whose address is ours: a document's own words never become one.</summary>
    public static JsonObject Link(Uri address, string text) => new() { ["type"] = "link", ["url"] = address.AbsoluteUri, ["text"] = OutgoingText.CleanLine(text) is { Length: > 0 } line ? line : " " };

    /// <summary>Slack's own thumbs.</summary>
    public static JsonObject Feedback(string action, (string Value, string Label) good, (string Value, string Label) bad) => new()
    {
        ["type"] = "context_actions",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "feedback_buttons",
            ["action_id"] = action,
            ["positive_button"] = new JsonObject { ["text"] = Plain(good.Label), ["value"] = good.Value },
            ["negative_button"] = new JsonObject { ["text"] = Plain(bad.Label), ["value"] = bad.Value },
        }),
    };

    /// <summary>A space between two pieces is a part of one of them.</summary>
    private static string Padded(string text, string line) =>
        (char.IsWhiteSpace(text[0]) ? " " : string.Empty) + line + (text.Length > 1 && char.IsWhiteSpace(text[^1]) ? " " : string.Empty);
}

/// <summary>Foreign text in Slack's mrkdwn, where three characters begin everything that could ping or link.</summary>
internal static class SlackText
{
    private const int LongestFallback = 3_000;

    /// <summary>The text on one line, without mentions, links or dates.</summary>
    public static string Escape(string text) => OutgoingText.CleanLine(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The same, as long as a notification may be, and never empty.</summary>
    public static string Fallback(IEnumerable<string> lines)
    {
        var text = Escape(Cut(string.Join(" ", lines.Where(line => line.Length > 0)), LongestFallback / 5));
        return text.Length == 0 ? "ResearchBot" : text;
    }

    /// <summary>The first characters, never half of one.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…");
}
