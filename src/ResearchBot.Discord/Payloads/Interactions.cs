using System.Text.Json.Serialization;

namespace ResearchBot.Discord.Payloads;

/// <summary>A command as Discord knows it.</summary>
/// <param name="Description">1 to 100 characters; empty for a command on a message.</param>
internal sealed record ApplicationCommand(
    string Name, int Type, string Description, IReadOnlyList<ApplicationCommandOption>? Options, IReadOnlyList<int>? Contexts)
{
    /// <summary>Where the application must be installed: 0 in the server, 1 for the person, whose servers the bot need not be in.</summary>
    public IReadOnlyList<int>? IntegrationTypes { get; init; }

    /// <summary>To whom Discord shows it, as a number in decimal; null for everybody. Server admins may choose otherwise, so it guards nothing.</summary>
    public string? DefaultMemberPermissions { get; init; }
}

/// <summary>An argument of a command, or a sub-command.</summary>
internal sealed record ApplicationCommandOption(int Type, string Name, string Description)
{
    public bool? Required { get; init; }
    public bool? Autocomplete { get; init; }
    public int? MaxLength { get; init; }
    public int? MinValue { get; init; }
    public IReadOnlyList<ApplicationCommandOption>? Options { get; init; }
}

/// <summary>A use of a command, a button, a form or a completion. Its token dies 3 s after it came if it is not acknowledged, else after 15 minutes.</summary>
internal sealed record Interaction(
    string Id, string? ApplicationId, InteractionType Type, InteractionData? Data, string? GuildId, string? ChannelId, Channel? Channel,
    Member? Member, User? User, string Token, Message? Message, string? Locale)
{
    public User? By => Member?.User ?? User;
}

/// <summary>What was used, and with what.</summary>
/// <param name="Options">Its arguments; of a group the sub-command with its own.</param>
internal sealed record InteractionData(
    string? Name, int Type, IReadOnlyList<InteractionOption>? Options, ResolvedData? Resolved, string? TargetId, string? CustomId,
    JsonElement? Components);

/// <summary>An argument, or a sub-command.</summary>
internal sealed record InteractionOption(
    string Name, int Type, JsonElement? Value, IReadOnlyList<InteractionOption>? Options, bool Focused);

/// <summary>What ids stand for.</summary>
internal sealed record ResolvedData(
    IReadOnlyDictionary<string, Message>? Messages, IReadOnlyDictionary<string, Attachment>? Attachments);

internal enum InteractionType
{
    Ping = 1,
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Modal = 5,
}

/// <summary>The acknowledgement of an interaction.</summary>
/// <param name="Type">4 a message, 5 a message that follows, 6 nothing visible, 7 another message in its place, 8 completions, 9 a form.</param>
internal sealed record InteractionCallback(int Type, CallbackData? Data);

/// <summary>What an acknowledgement carries.</summary>
/// <param name="Flags">64 if the person alone will see the reply; it cannot be changed later.</param>
/// <param name="Choices">Completions, 25 at most.</param>
internal sealed record CallbackData(int? Flags = null, IReadOnlyList<Choice>? Choices = null)
{
    /// <summary>Of a message.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    public AllowedMentions? AllowedMentions { get; init; }
}

internal sealed record Choice(string Name, string Value);
