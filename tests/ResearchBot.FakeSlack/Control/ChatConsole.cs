using System.Text.RegularExpressions;
using System.Text;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Control;

/// <summary>A person at the terminal: ann, an owner, in the channel general.</summary>
public sealed class ChatConsole : FakeConsole<StoredMessage>
{
    private readonly FakeSlackServer _server;
    private readonly Channel _general;
    private readonly User _ann;

    public ChatConsole(FakeSlackServer server, TextReader input, TextWriter output)
        : base(input, output)
    {
        _server = server;
        _ann = server.Setup.AddUser("ann", owner: true);
        _general = server.Setup.AddChannel("general", members: _ann);
        server.Messages.Changed += Show;
    }

    protected override IReadOnlyList<string> Greeting =>
    [
        $"A fake Slack listens at {_server.Url}",
        $"Point the bot at it: API base {_server.ApiUrl}, bot token {_server.Options.BotToken}, app token {_server.Options.AppToken}, signing secret {_server.Options.SigningSecret}",
        "Type: @bot QUESTION, /COMMAND TEXT, dm TEXT, or the number of a button. An empty input ends it.",
    ];

    protected override void Press(StoredMessage message, string id) => _server.Interactions.Press(_ann, message, id);

    protected override void Slash(string name, string text)
    {
        if (_server.Interactions.Slash(_ann, _general, name, Escaped(text)).Error is { } error)
        {
            Output.WriteLine($"{name} failed with the error \"{error}\"");
        }
    }

    protected override void SayInPrivate(string text) => _server.People.Direct(_ann, Escaped(text));

    protected override void Say(string text) =>
        _server.People.Say(_ann, _general, Escaped(text).Replace($"@{_server.Setup.Bot.Name}", _server.Setup.Bot.Mention, StringComparison.OrdinalIgnoreCase));

    private void Show(StoredMessage message, string what)
    {
        if (message.UserId == _server.Setup.Bot.Id)
        {
            var place = _server.World.Channels[message.ChannelId].Name;
            Show(message, $"{_server.Setup.Bot.Name} in {place}{(message.ThreadTs is null ? "" : ", in a thread")} ({what}{(message.IsEphemeral ? ", only for you" : "")})",
                press => what == "deleted" ? "" : MessageText.Draw(message, press));
        }
    }

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

/// <summary>Draws a message as plain text; each button gets the number that `press` gives it.</summary>
internal static partial class MessageText
{
    public static string Draw(StoredMessage message, Func<string, int> press)
    {
        var text = new StringBuilder();
        if (message.Blocks.Count == 0)
        {
            text.Line("", Plain(message.Text));
        }

        foreach (var block in message.Blocks)
        {
            Block(text, block, press);
        }

        foreach (var file in message.Files)
        {
            text.Line("", $"(file {file.Name}, {file.Bytes.Length} bytes)");
        }

        return text.ToString();
    }

    private static void Block(StringBuilder text, JsonNode? block, Func<string, int> press)
    {
        switch (block.Text("type"))
        {
            case "header":
                text.Line("", block.Field("text").Text("text")?.ToUpperInvariant());
                break;
            case "section":
                text.Line("", Shown(block.Field("text")));
                foreach (var field in block.List("fields"))
                {
                    text.Line("  ", Shown(field));
                }

                text.Line("", Control(block.Field("accessory"), press));
                break;
            case "context":
                text.Line("  ", string.Join("  ", block.List("elements").Select(Shown)));
                break;
            case "actions" or "context_actions":
                text.Line("", string.Join("  ", block.List("elements").Select(element => Control(element, press))));
                break;
            case "divider":
                text.Line("", new string('-', 40));
                break;
            case "markdown":
                text.Line("", block.Text("text"));
                break;
            case "rich_text":
                RichText(text, "", block.List("elements"));
                break;
            default:
                text.Line("", $"({block.Text("type")})");
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
                text.Line(element.Text("type") == "rich_text_quote" ? indent + "> " : indent, inside);
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

    [GeneratedRegex(@"<([^<>|]+)(?:\|([^<>]*))?>")]
    private static partial Regex Link();
}
