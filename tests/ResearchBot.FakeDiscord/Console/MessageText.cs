using System.Text;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Console;

/// <summary>Draws a message as plain text; each button gets the number that `press` gives it.</summary>
internal static class MessageText
{
    public static string Draw(StoredMessage message, Func<string, int> press)
    {
        var text = new StringBuilder();
        Line(text, "", message.IsPlaceholder ? "(thinking)" : message.Content);
        foreach (var embed in message.Embeds)
        {
            Line(text, "| ", embed.Text("title"));
            Line(text, "| ", embed.Text("description"));
        }

        DrawAll(text, "", message.Components, press);
        foreach (var file in message.Attachments)
        {
            Line(text, "", $"(file {file.Name}, {file.Bytes.Length} bytes)");
        }

        return text.ToString();
    }

    private static void DrawAll(StringBuilder text, string indent, IEnumerable<JsonNode?> components, Func<string, int> press)
    {
        foreach (var component in components.OfType<JsonNode>())
        {
            switch (component.Number("type"))
            {
                case 1:
                    Line(text, indent, string.Join("  ", component.List("components").Select(item => Control(item, press))));
                    break;
                case 9:
                    DrawAll(text, indent, component.List("components"), press);
                    Line(text, indent, Control(component.Field("accessory"), press));
                    break;
                case 10:
                    Line(text, indent, component.Text("content"));
                    break;
                case 12 or 13:
                    Line(text, indent, "(file)");
                    break;
                case 14:
                    Line(text, indent, new string('-', 40));
                    break;
                case 17:
                    DrawAll(text, indent + "| ", component.List("components"), press);
                    break;
            }
        }
    }

    private static string Control(JsonNode? control, Func<string, int> press) => control.Number("type") switch
    {
        2 when control.Text("url") is { } url => $"[{control.Text("label")}: {url}]",
        2 => $"[{press(control.Text("custom_id") ?? "")}: {control.Text("label") ?? control.Field("emoji").Text("name")}]",
        3 => $"[choose: {string.Join(", ", control.List("options").Select(option => option.Text("label")))}]",
        _ => "",
    };

    private static void Line(StringBuilder text, string indent, string? content)
    {
        foreach (var line in string.IsNullOrEmpty(content) ? [] : content.Split('\n'))
        {
            text.Append(indent).AppendLine(line);
        }
    }
}
