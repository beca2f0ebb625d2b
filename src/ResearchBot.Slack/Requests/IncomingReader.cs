using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Slack.Payloads;

namespace ResearchBot.Slack.Requests;

/// <summary>Reads commands, shortcuts, buttons and messages.</summary>
internal sealed class IncomingReader(CommandCatalog catalog, CommandGrammar grammar)
{
    /// <summary>The shortcut on a message that asks what it says.</summary>
    public const string AskAboutThis = "ask_message";

    /// <summary>The shortcut on an answer that shows what it rests on.</summary>
    public const string ExplainSources = "explain_sources";

    /// <summary>A command with a slash: its first word is a command's only where it is one exactly; everything else is a question.</summary>
    /// <exception cref="UserFacingException">The command is wrongly typed.</exception>
    public Incoming? Read(SlashCommand typed)
    {
        if (typed is not { TeamId: { } team, UserId: { } user, ChannelId: { } channel })
        {
            return null;
        }

        var (command, arguments) = Parse(SlackIds.Resolve(typed.Text ?? string.Empty));
        return new Incoming($"{channel}/{user}/{typed.TriggerId}", team, user, channel, command, arguments)
        {
            IsDirect = channel.StartsWith('D'),
            ResponseUrl = UrlOf(typed.ResponseUrl),
        };
    }

    /// <summary>A button, a shortcut or a form; null where the bot does not know it.</summary>
    /// <exception cref="UserFacingException">It cannot be done on this message.</exception>
    public static Incoming? Read(Interaction used)
    {
        if (used.Type == "view_submission")
        {
            return ReasonForm.Read(used);
        }

        if (used is not { User.Id: { } user } || (used.Team?.Id ?? used.User.TeamId) is not { } team || (used.Channel?.Id ?? used.Container?.ChannelId) is not { } channel)
        {
            return null;
        }

        var empty = new Incoming($"{channel}/{user}/{used.TriggerId ?? used.ActionTs}", team, user, channel, string.Empty, new Dictionary<string, string>())
        {
            IsDirect = channel.StartsWith('D'),
            ResponseUrl = UrlOf(used.ResponseUrl),
            Thread = used.Message?.ThreadTs ?? used.Message?.Ts,
        };
        return used switch
        {
            { Type: "message_action", CallbackId: AskAboutThis } when string.IsNullOrWhiteSpace(used.Message?.Text) =>
                throw new UserFacingException("That message holds no text to ask about."),
            { Type: "message_action", CallbackId: AskAboutThis } => empty with { Command = "ask", Arguments = Of("question", SlackIds.Resolve(used.Message!.Text!)), ResponseUrl = null },
            { Type: "message_action", CallbackId: ExplainSources } => empty with { Command = "passages show", Target = used.Message?.Ts, WantsPrivate = true },
            { Type: "block_actions", Actions: [{ ActionId: { } action, Value: { } value }, ..] } => Pressed(empty, action, value),
            _ => null,
        };
    }

    /// <summary>A message; null where nobody speaks to the bot.</summary>
    /// <param name="message">An app_mention, or a message in a direct conversation or thread.</param>
    /// <param name="team">The team.</param>
    /// <param name="self">The bot's own user.</param>
    public Incoming? Read(SlackEvent message, string team, string self)
    {
        if (message is not { User: not null, Channel: not null, Ts: not null } || IsByOthers(message, self))
        {
            return null;
        }

        var text = SlackIds.Resolve(SlackIds.Without(message.Text ?? string.Empty, self));
        var files = message.Files ?? [];
        var (command, arguments) = files.Count > 0 && IsLoad(text, out var collection) ? ("load", collection) : ParseTyped(text);
        return Empty(message, team) with { Command = command, Arguments = arguments, Files = files };
    }

    /// <summary>Who wrote a message where, whatever it says.</summary>
    public static Incoming Empty(SlackEvent message, string team) =>
        new($"{message.Channel}/{message.Ts}", team, message.User!, message.Channel!, string.Empty, new Dictionary<string, string>())
        {
            IsDirect = message.Channel!.StartsWith('D'),
            Thread = message.ThreadTs,
        };

    /// <summary>Whether no person wrote it: bots, the bot itself among them, and what Slack writes.</summary>
    public static bool IsByOthers(SlackEvent message, string self) =>
        message is not { BotId: null, Subtype: null or "file_share" or "thread_broadcast" } || message.User == self;

    /// <summary>A button carries the name of a command and the id that it is about, nothing else.</summary>
    private static Incoming Pressed(Incoming empty, string action, string value) => action == "loads-cancel"
        ? empty with { Command = "loads cancel", Arguments = Of("load", value), WantsPrivate = true }
        : empty with { Command = action.Replace('-', ' '), Arguments = Of("answer", value), WantsPrivate = true };

    /// <summary>In a message a slash marks a command, since people also begin sentences with such words.</summary>
    private (string Command, IReadOnlyDictionary<string, string> Arguments) ParseTyped(string text) =>
        text.StartsWith('/') ? Parse(text[1..]) : ("ask", Of("question", text));

    private (string Command, IReadOnlyDictionary<string, string> Arguments) Parse(string text)
    {
        var words = text.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        var isCommand = words.Length > 0 && (catalog.Find(words[0]) is not null || (words.Length > 1 && catalog.Find($"{words[0]} {words[1]}") is not null));
        if (!isCommand)
        {
            return ("ask", Of("question", text));
        }

        var parsed = grammar.Parse(text);
        return parsed.Command.IsForConsoleOnly || parsed.Command.Name == "load"
            ? throw new UserFacingException(parsed.Command.Name == "load"
                ? "A command carries no files here. Mention the bot, or write to it directly, with the files and the word “load” or “load into COLLECTION”."
                : $"{parsed.Command.Name} works at the program's own console only.")
            : (parsed.Command.Name, parsed.Arguments);
    }

    /// <summary>“load” or “load into COLLECTION” with files is a load.</summary>
    private static bool IsLoad(string text, out Dictionary<string, string> arguments)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        arguments = words is [_, "into" or "to", var name] ? new() { ["collection"] = name } : [];
        return words is ["load" or "/load"] or ["load" or "/load", "into" or "to", _];
    }

    private static Dictionary<string, string> Of(string name, string value) => new() { [name] = value };

    /// <summary>An address that Slack gave; null where it is none.</summary>
    public static Uri? UrlOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null;
}
