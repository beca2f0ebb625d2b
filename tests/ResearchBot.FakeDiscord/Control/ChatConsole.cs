using System.Text;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>A person at the terminal: ann in the channel general.</summary>
internal sealed class ChatConsole : FakeConsole<StoredMessage>
{
    private readonly FakeDiscordServer _server;
    private readonly Channel _general;
    private readonly User _ann;

    public ChatConsole(FakeDiscordServer server, TextReader input, TextWriter output)
        : base(input, output)
    {
        _server = server;
        _ann = server.Setup.AddUser("ann");
        _general = server.Setup.AddChannel(server.Setup.AddGuild("Example", _ann), "general");
        server.Messages.Changed += Show;
    }

    protected override IReadOnlyList<string> Greeting =>
    [
        $"A fake Discord listens at {_server.Url}",
        $"Point the bot at it: API base {_server.ApiUrl}, token {_server.Options.Token}, application {_server.Setup.Bot.Id}",
        "Type: @bot QUESTION, /COMMAND VALUE, dm TEXT, or the number of a button. An empty input ends it.",
    ];

    protected override void Press(StoredMessage message, string id) => _server.Interactions.Press(_ann, message, id);

    // What follows the command goes into its first option.
    protected override void Slash(string name, string text)
    {
        var option = _server.World.Commands.Find(_general.GuildId, name[1..], 1).List("options") is [var first, ..] ? first : null;
        _server.Interactions.Slash(_ann, _general, name[1..], text.Length == 0 || option is null ? [] : [(option.Text("name")!, text)]);
    }

    protected override void SayInPrivate(string text) => _server.People.Say(_ann, _server.Setup.Direct(_ann), text);

    protected override void Say(string text) =>
        _server.People.Say(_ann, _general, text.Replace($"@{_server.Setup.Bot.Name}", _server.Setup.Bot.Mention, StringComparison.OrdinalIgnoreCase));

    private void Show(StoredMessage message, string what)
    {
        if (message.AuthorId == _server.Setup.Bot.Id)
        {
            var place = _server.World.Channels[message.ChannelId].Name;
            Show(message, $"{_server.Setup.Bot.Name} in {place} ({what}{(message.IsEphemeral ? ", only for you" : "")})",
                press => what == "deleted" ? "" : MessageText.Draw(message, press));
        }
    }
}

/// <summary>Draws a message as plain text; each button gets the number that `press` gives it.</summary>
internal static class MessageText
{
    public static string Draw(StoredMessage message, Func<string, int> press)
    {
        var text = new StringBuilder();
        text.Line("", message.IsPlaceholder ? "(thinking)" : message.Content);
        foreach (var embed in message.Embeds)
        {
            text.Line("| ", embed.Text("title"));
            text.Line("| ", embed.Text("description"));
        }

        DrawAll(text, "", message.Components, press);
        foreach (var file in message.Attachments)
        {
            text.Line("", $"(file {file.Name}, {file.Bytes.Length} bytes)");
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
                    text.Line(indent, string.Join("  ", component.List("components").Select(item => Control(item, press))));
                    break;
                case 9:
                    DrawAll(text, indent, component.List("components"), press);
                    text.Line(indent, Control(component.Field("accessory"), press));
                    break;
                case 10:
                    text.Line(indent, component.Text("content"));
                    break;
                case 12 or 13:
                    text.Line(indent, "(file)");
                    break;
                case 14:
                    text.Line(indent, new string('-', 40));
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
}
