using ResearchBot.Slack.Rendering;

namespace ResearchBot.Slack.Events;

/// <summary>Reads commands, shortcuts, buttons and messages.</summary>
internal sealed class IncomingReader(CommandCatalog catalog, CommandGrammar grammar, SlackIdentity self, SlackFiles files)
{
    public const string AskAboutThis = "ask_message";

    public const string ExplainSources = "explain_sources";

    /// <summary>A command with a slash: its first word is a command's only where it is one exactly; everything else is a question.</summary>
    /// <exception cref="UserFacingException">The command is wrongly typed.</exception>
    public SlackRequest? Read(SlashCommand typed)
    {
        if (typed is not { UserId: { } user, ChannelId: { } channel })
        {
            return null;
        }

        var (command, arguments) = Parse(SlackIds.Resolve(typed.Text ?? string.Empty));
        return new SlackRequest($"{channel}/{user}/{typed.TriggerId}", user, channel, command, arguments)
        {
            Team = self.Installation,
            AuthorTeam = typed.TeamId,
            IsDirect = channel.StartsWith('D'),
            ResponseUrl = UrlOf(typed.ResponseUrl),
        };
    }

    /// <summary>A button, a shortcut or a form; null if the bot does not know it.</summary>
    /// <exception cref="UserFacingException">It cannot be done on this message.</exception>
    public SlackRequest? Read(Interaction used)
    {
        if (used.Type == "view_submission")
        {
            return ReasonForm.Read(used, self.Installation);
        }

        if (used is not { User.Id: { } user } || (used.Channel?.Id ?? used.Container?.ChannelId) is not { } channel)
        {
            return null;
        }

        var empty = new SlackRequest($"{channel}/{user}/{used.TriggerId ?? used.ActionTs}", user, channel, string.Empty, new Dictionary<string, string>())
        {
            Team = self.Installation,
            AuthorTeam = used.User.TeamId ?? used.Team?.Id,
            IsDirect = channel.StartsWith('D'),
            ResponseUrl = UrlOf(used.ResponseUrl),
            Thread = used.Message?.ThreadTs ?? used.Message?.Ts,
        };
        return used switch
        {
            { Type: "message_action", CallbackId: AskAboutThis } when string.IsNullOrWhiteSpace(used.Message?.Text) =>
                throw new UserFacingException("That message holds no text to ask about."),
            { Type: "message_action", CallbackId: AskAboutThis } => empty with { Command = "ask", Arguments = IncomingRequest.Of("question", SlackIds.Resolve(used.Message!.Text!)), ResponseUrl = null },
            { Type: "message_action", CallbackId: ExplainSources } => empty with { Command = "passages show", Target = used.Message?.Ts, WantsPrivate = true },
            { Type: "block_actions", Actions: [var pressed, ..] } when PressOf(pressed) is ({ } action, { } value) => (SlackRequest)empty.Pressed(action, value),
            _ => null,
        };
    }

    /// <summary>What was pressed, and its value; of Slack's thumbs the value says both.</summary>
    public static (string? Action, string? Value) PressOf(BlockAction pressed) =>
        pressed.ActionId == AnswerParts.FeedbackAction && pressed.Value?.Split(':') is [var action, var value] ? (action, value) : (pressed.ActionId, pressed.Value);

    /// <summary>A message that a person wrote; null if it is certainly not for the bot.</summary>
    /// <param name="message">An app_mention, or a message in a direct conversation or thread.</param>
    /// <param name="wasForBot">Whether it may have been for the bot before, when it said something else.</param>
    public IncomingMessage? Read(SlackEvent message, EventCallback wrapper, Func<string> payload, bool wasForBot = false)
    {
        if (message is not { User: { } user, Channel: { } channel, Ts: { } ts } || IsByOthers(message, self.User))
        {
            return null;
        }

        var (text, isDirect) = (message.Text ?? string.Empty, message.ChannelType == "im" || channel.StartsWith('D'));
        var isToBot = message.Type == "app_mention" || text.Contains($"<@{self.User}", StringComparison.Ordinal);
        if (!isDirect && !isToBot && message.ThreadTs is null && !wasForBot)
        {
            return null;
        }

        return new IncomingMessage($"{channel}/{ts}", user, channel, SlackIds.Resolve(SlackIds.Without(text, self.User)), payload())
        {
            Order = ts,
            Talk = $"{channel}/{message.ThreadTs ?? ts}",
            EventId = wrapper.EventId,
            Team = wrapper.Authorizations is [{ Installation: { } installed }, ..] ? installed : self.Installation,
            AuthorTeam = message.UserTeam ?? message.SourceTeam ?? message.Team,
            IsShared = wrapper.IsExtSharedChannel,
            Thread = message.ThreadTs,
            IsDirect = isDirect,
            IsToBot = isToBot,
            IsToAnother = text.Contains("<@", StringComparison.Ordinal) || text.Contains("<!", StringComparison.Ordinal),
            MayFollowUp = message.ThreadTs is not null,
            CanBeginThread = true,
            EditedAt = message.Edited?.Ts,
            Files = [.. (message.Files ?? []).Select(files.Open)],
        };
    }

    /// <summary>A message as it is after an edit; null if no person wrote it.</summary>
    public IncomingMessage? ReadEdit(string channel, Message edited, EventCallback wrapper, Func<string> payload) => Read(
        new SlackEvent(
            "message", edited.Subtype, edited.User, edited.BotId, edited.AppId, edited.Text, edited.Ts, edited.ThreadTs, channel, null, edited.Team, false, null, null, null, null, edited.Edited, null, null)
        {
            UserTeam = edited.UserTeam,
            SourceTeam = edited.SourceTeam,
        },
        wrapper, payload, wasForBot: true);

    private static bool IsByOthers(SlackEvent message, string self) =>
        message is not { BotId: null, Subtype: null or "file_share" or "thread_broadcast" } || message.User == self;

    /// <summary>In a message a slash marks a command, since people also begin sentences with such words.</summary>
    public (string Command, IReadOnlyDictionary<string, string> Arguments) ReadTyped(string text) =>
        text.StartsWith('/') ? Parse(text[1..]) : ("ask", IncomingRequest.Of("question", text));

    private (string Command, IReadOnlyDictionary<string, string> Arguments) Parse(string text)
    {
        var words = text.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        var isCommand = words.Length > 0 && (catalog.Find(words[0]) is not null || (words.Length > 1 && catalog.Find($"{words[0]} {words[1]}") is not null));
        if (!isCommand)
        {
            return ("ask", IncomingRequest.Of("question", text));
        }

        var parsed = grammar.Parse(text);
        var isLoadOfFiles = parsed.Command.Options.FirstOrDefault(option => option.Kind == OptionKind.Files) is { } files && !parsed.Arguments.ContainsKey(files.Name);
        return parsed.Command.IsForConsoleOnly || isLoadOfFiles
            ? throw new UserFacingException(parsed.Command.IsForConsoleOnly
                ? $"{parsed.Command.Name} works at the program's own console only."
                : "A command carries no files here. Mention the bot, or write to it directly, with the files and the word “load” or “load into COLLECTION”. An address that begins with https:// can be loaded so.")
            : (parsed.Command.Name, parsed.Arguments);
    }

    public static Uri? UrlOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null;
}

/// <summary>A command, press, shortcut or form on Slack.</summary>
internal sealed record SlackRequest(string Id, string Author, string Channel, string Command, IReadOnlyDictionary<string, string> Arguments)
    : IncomingRequest(Id, Author, Channel, Command, Arguments)
{
    /// <summary>Where it may be answered without being in the channel; null if Slack gave no such address.</summary>
    public Uri? ResponseUrl { get; init; }
}
