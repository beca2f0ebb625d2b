using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Console;

/// <summary>A person at the terminal: ann, an owner, in the channel general.</summary>
public sealed class ChatConsole
{
    private readonly FakeSlackServer _server;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly Channel _general;
    private readonly User _ann;
    private readonly List<(StoredMessage Message, string ActionId)> _buttons = [];

    public ChatConsole(FakeSlackServer server, TextReader input, TextWriter output)
    {
        (_server, _input, _output) = (server, input, TextWriter.Synchronized(output));
        _ann = server.Setup.AddUser("ann", owner: true);
        _general = server.Setup.AddChannel("general", members: _ann);
        server.Messages.Changed += Show;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var options = _server.Options;
        _output.WriteLine($"A fake Slack listens at {_server.Url}");
        _output.WriteLine($"Point the bot at it: API base {_server.ApiUrl}, bot token {options.BotToken}, app token {options.AppToken}, signing secret {options.SigningSecret}");
        _output.WriteLine("Type: @bot QUESTION, /COMMAND TEXT, dm TEXT, or the number of a button. An empty input ends it.");
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
            var (message, actionId) = _buttons[number - 1];
            _server.Interactions.Press(_ann, message, actionId);
        }
        else if (line.StartsWith('/'))
        {
            var end = line.IndexOf(' ') is var at and > 0 ? at : line.Length;
            var begun = _server.Interactions.Slash(_ann, _general, line[..end], Escaped(line[end..].Trim()));
            if (begun.Error is { } error)
            {
                _output.WriteLine($"{line[..end]} failed with the error \"{error}\"");
            }
        }
        else if (line.StartsWith("dm ", StringComparison.Ordinal))
        {
            _server.People.Direct(_ann, Escaped(line[3..]));
        }
        else if (line.Length > 0)
        {
            _server.People.Say(_ann, _general, Escaped(line).Replace($"@{_server.Setup.Bot.Name}", _server.Setup.Bot.Mention, StringComparison.OrdinalIgnoreCase));
        }
    }

    private void Show(StoredMessage message, string what)
    {
        if (message.UserId != _server.Setup.Bot.Id)
        {
            return;
        }

        var place = _server.World.Channels[message.ChannelId].Name;
        _output.WriteLine($"--- {_server.Setup.Bot.Name} in {place}{(message.ThreadTs is null ? "" : ", in a thread")} ({what}{(message.IsEphemeral ? ", only for you" : "")})");
        _output.Write(what == "deleted" ? "" : MessageText.Draw(message, actionId => Number(message, actionId)));
        _output.Flush();
    }

    private int Number(StoredMessage message, string actionId)
    {
        var known = _buttons.IndexOf((message, actionId));
        if (known < 0)
        {
            _buttons.Add((message, actionId));
            known = _buttons.Count - 1;
        }

        return known + 1;
    }

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
