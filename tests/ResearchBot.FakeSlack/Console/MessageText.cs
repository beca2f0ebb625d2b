using System.Text;
using System.Text.RegularExpressions;
using ResearchBot.FakeSlack.Messages;

namespace ResearchBot.FakeSlack.Console;

/// <summary>Draws a message as plain text; each button gets the number that `press` gives it.</summary>
internal static partial class MessageText
{
    public static string Draw(StoredMessage message, Func<string, int> press)
    {
        var text = new StringBuilder();
        if (message.Blocks.Count == 0)
        {
            Line(text, "", Plain(message.Text));
        }

        foreach (var block in message.Blocks)
        {
            Block(text, block, press);
        }

        foreach (var file in message.Files)
        {
            Line(text, "", $"(file {file.Name}, {file.Bytes.Length} bytes)");
        }

        return text.ToString();
    }

    private static void Block(StringBuilder text, JsonNode? block, Func<string, int> press)
    {
        switch (block.Text("type"))
        {
            case "header":
                Line(text, "", block.Field("text").Text("text")?.ToUpperInvariant());
                break;
            case "section":
                Line(text, "", Shown(block.Field("text")));
                foreach (var field in block.List("fields"))
                {
                    Line(text, "  ", Shown(field));
                }

                Line(text, "", Control(block.Field("accessory"), press));
                break;
            case "context":
                Line(text, "  ", string.Join("  ", block.List("elements").Select(Shown)));
                break;
            case "actions" or "context_actions":
                Line(text, "", string.Join("  ", block.List("elements").Select(element => Control(element, press))));
                break;
            case "divider":
                Line(text, "", new string('-', 40));
                break;
            case "markdown":
                Line(text, "", block.Text("text"));
                break;
            case "rich_text":
                RichText(text, "", block.List("elements"));
                break;
            default:
                Line(text, "", $"({block.Text("type")})");
                break;
        }
    }

    private static void RichText(StringBuilder text, string indent, IReadOnlyList<JsonNode?> elements)
    {
        foreach (var element in elements)
        {
            if (element.Text("type") == "rich_text_list")
            {
                RichText(text, indent + "- ", element.List("elements"));
            }
            else
            {
                var inside = string.Concat(element.List("elements").Select(item => item.Text("text") ?? item.Text("url") ?? $"({item.Text("type")})"));
                Line(text, element.Text("type") == "rich_text_quote" ? indent + "> " : indent, inside);
            }
        }
    }

    private static string Shown(JsonNode? text) => text.Text("type") == "mrkdwn" ? Plain(text.Text("text") ?? "") : text.Text("text") ?? "";

    private static string Control(JsonNode? control, Func<string, int> press) => control.Text("type") switch
    {
        "button" when control.Text("url") is { } url => $"[{control.Field("text").Text("text")}: {url}]",
        "button" => $"[{press(control.Text("action_id") ?? "")}: {control.Field("text").Text("text")}]",
        null => "",
        _ => $"[choose: {string.Join(", ", control.List("options").Select(option => option.Field("text").Text("text")))}]",
    };

    // <url|label> as label, then the three escapes.
    private static string Plain(string mrkdwn) => Link().Replace(mrkdwn, match => match.Groups[2].Success ? match.Groups[2].Value : match.Groups[1].Value)
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static void Line(StringBuilder text, string indent, string? content)
    {
        foreach (var line in string.IsNullOrEmpty(content) ? [] : content.Split('\n'))
        {
            text.Append(indent).AppendLine(line);
        }
    }

    [GeneratedRegex(@"<([^<>|]+)(?:\|([^<>]*))?>")]
    private static partial Regex Link();
}
