using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Console;

/// <summary>A person at the terminal: ann in the channel general.</summary>
internal sealed class ChatConsole
{
    private readonly FakeDiscordServer _server;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly Channel _general;
    private readonly User _ann;
    private readonly List<(StoredMessage Message, string CustomId)> _buttons = [];

    public ChatConsole(FakeDiscordServer server, TextReader input, TextWriter output)
    {
        (_server, _input, _output) = (server, input, TextWriter.Synchronized(output));
        _ann = server.Setup.AddUser("ann");
        _general = server.Setup.AddChannel(server.Setup.AddGuild("Example", _ann), "general");
        server.Messages.Changed += Show;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _output.WriteLine($"A fake Discord listens at {_server.Url}");
        _output.WriteLine($"Point the bot at it: API base {_server.ApiUrl}, token {_server.Options.Token}, application {_server.Setup.Bot.Id}");
        _output.WriteLine("Type: @bot QUESTION, /COMMAND VALUE, dm TEXT, or the number of a button. An empty input ends it.");
        while (await ReadAsync(cancellationToken) is { } line)
        {
            try
            {
                Do(line.Trim());
            }
            catch (InvalidOperationException refused)
            {
                _output.WriteLine(refused.Message);
            }
        }
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Standard input cannot be cancelled; the thread is left behind at the end.
            return await Task.Run(_input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void Do(string line)
    {
        if (int.TryParse(line, out var number) && number >= 1 && number <= _buttons.Count)
        {
            var (message, customId) = _buttons[number - 1];
            _server.Interactions.Press(_ann, message, customId);
        }
        else if (line.StartsWith('/'))
        {
            var (name, rest) = Split(line[1..]);
            _server.Interactions.Slash(_ann, _general, name, FirstOption(name, rest));
        }
        else if (line.StartsWith("dm ", StringComparison.Ordinal))
        {
            _server.People.Say(_ann, _server.Setup.Direct(_ann), line[3..]);
        }
        else if (line.Length > 0)
        {
            var mention = $"@{_server.Setup.Bot.Name}";
            _server.People.Say(_ann, _general, line.Replace(mention, _server.Setup.Bot.Mention, StringComparison.OrdinalIgnoreCase));
        }
    }

    // What follows the command goes into its first option.
    private (string, object)[] FirstOption(string command, string text)
    {
        var option = _server.World.Commands.Find(_general.GuildId, command, 1).List("options") is [var first, ..] ? first : null;
        return text.Length == 0 || option is null ? [] : [(option.Text("name")!, text)];
    }

    private void Show(StoredMessage message, string what)
    {
        if (message.AuthorId != _server.Setup.Bot.Id)
        {
            return;
        }

        var place = _server.World.Channels[message.ChannelId].Name;
        _output.WriteLine($"--- {_server.Setup.Bot.Name} in {place} ({what}{(message.IsEphemeral ? ", only for you" : "")})");
        _output.Write(what == "deleted" ? "" : MessageText.Draw(message, customId => Number(message, customId)));
        _output.Flush();
    }

    private int Number(StoredMessage message, string customId)
    {
        var known = _buttons.IndexOf((message, customId));
        if (known < 0)
        {
            _buttons.Add((message, customId));
            known = _buttons.Count - 1;
        }

        return known + 1;
    }

    private static (string Name, string Value) Split(string line) => line.IndexOf(' ') is var at and > 0 ? (line[..at], line[(at + 1)..].Trim()) : (line, "");
}
