using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Platforms;

/// <summary>Something received from a chat platform, parsed from its payload before the author is known to the bot.</summary>
/// <param name="Id">The same for every delivery of the event.</param>
/// <param name="Author">The author's id on the platform.</param>
/// <param name="Channel">The channel or direct channel. For a thread, its parent channel once <see cref="ChatPlatform.LocateAsync"/> has run.</param>
public abstract record Incoming(string Id, string Author, string Channel)
{
    /// <summary>The guild or team; null if the platform names none, as in Discord's direct messages.</summary>
    public string? Team { get; init; }

    /// <summary>The author's own guild or team; null if the payload does not say.</summary>
    public string? AuthorTeam { get; init; }

    /// <summary>Whether people of other organisations read the channel; null if that is unknown, or the platform has no such channels.</summary>
    public bool? IsShared { get; init; }

    /// <summary>The thread that contains it or that the reply starts; null outside threads.</summary>
    public string? Thread { get; init; }

    /// <summary>Whether it is a direct message between the author and the bot.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Whether the bot can see the channel. If not, it is unknown who else reads it.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>The author's roles or groups, as far as the payload contains them.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The author's permissions in the platform's own format; null if the payload does not contain them.</summary>
    public string? Permissions { get; init; }

    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<DocumentSource> Files { get; init; } = [];
}

/// <summary>A message written by a person.</summary>
/// <param name="Id">The same for every delivery of the message.</param>
/// <param name="Text">Its text without the mention of the bot.</param>
/// <param name="Payload">The raw event, to serve it again after a crash.</param>
public sealed record IncomingMessage(string Id, string Author, string Channel, string Text, string Payload) : Incoming(Id, Author, Channel)
{
    /// <summary>Sort key among the messages of a channel: later messages have ordinally greater keys.</summary>
    public required string Order { get; init; }

    /// <summary>The conversation it belongs to: its thread, or the thread that a reply would start.</summary>
    public required string Talk { get; init; }

    /// <summary>The event's own id beside the message's; null if it has none.</summary>
    public string? EventId { get; init; }

    /// <summary>Whether it mentions the bot.</summary>
    public bool IsToBot { get; init; }

    /// <summary>Whether it mentions or replies to somebody else.</summary>
    public bool IsToAnother { get; init; }

    /// <summary>Whether it may be in a thread and thus continue a conversation.</summary>
    public bool MayFollowUp { get; init; }

    /// <summary>Whether a thread can be started at it.</summary>
    public bool CanBeginThread { get; init; }

    /// <summary>The time of the last edit in a sortable format; null if unedited.</summary>
    public string? EditedAt { get; init; }

    /// <summary>The load that “load”, “please load this” or “load into COLLECTION” with files asks for, all also with “--dry-run” behind, or
    /// “load https://…” as a command would; a dry run for files without a word; null for other messages.</summary>
    public (string Command, IReadOnlyDictionary<string, string> Arguments)? ReadLoad(CommandGrammar grammar)
    {
        var words = Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is ["load" or "/load", var named, ..] && TypedAddress.IsWeb(named.TrimStart('<')))
        {
            return ("load", grammar.Parse(Text.Trim().TrimStart('/')).Arguments);
        }

        if (Files.Count == 0)
        {
            return null;
        }

        var isDryRun = words is [.., "--dry-run"];
        var arguments = (isDryRun ? words[..^1] : words) switch
        {
            ["load" or "/load"] => new Dictionary<string, string>(),
            ["load" or "/load", "into" or "to", var name] => new Dictionary<string, string> { ["collection"] = name },
            [] => new Dictionary<string, string> { ["dry-run"] = string.Empty }, // a file without a word is shown as it would be loaded
            _ when SmallTalk.AsksToLoad(Text) => new Dictionary<string, string>(),
            _ => null,
        };
        if (arguments is not null && isDryRun)
        {
            arguments["dry-run"] = string.Empty;
        }

        return arguments is null ? null : ("load", arguments);
    }

    public IncomingRequest Asking(string command, IReadOnlyDictionary<string, string> arguments) => new(Id, Author, Channel, command, arguments)
    {
        Team = Team, AuthorTeam = AuthorTeam, IsShared = IsShared, Thread = Thread, IsDirect = IsDirect, IsVisible = IsVisible, Groups = Groups, Permissions = Permissions, Files = Files,
    };
}

/// <summary>A command, button or form, or the request in a message.</summary>
/// <param name="Id">The same for every delivery of the event.</param>
/// <param name="Arguments">Option name to value.</param>
public record IncomingRequest(string Id, string Author, string Channel, string Command, IReadOnlyDictionary<string, string> Arguments) : Incoming(Id, Author, Channel)
{
    /// <summary>The message on which it was used; null if there is none.</summary>
    public string? Target { get; init; }

    public bool WantsPrivate { get; init; }

    public IncomingRequest Pressed(string action, string value) => action.StartsWith("loads-", StringComparison.Ordinal)
        ? this with { Command = action.Replace('-', ' '), Arguments = Of("load", value), WantsPrivate = true }
        : this with { Command = action.Replace('-', ' '), Arguments = Of("answer", value), WantsPrivate = true };

    public static IReadOnlyDictionary<string, string> Of(string name, string value) => new Dictionary<string, string> { [name] = value };
}

/// <summary>The author's identity and rights where they write.</summary>
/// <param name="Role">The role that the platform itself gives them.</param>
/// <param name="Groups">Their roles or groups there, as the core writes them.</param>
public sealed record PlatformPerson(string Workspace, Role Role, IReadOnlyList<string> Groups)
{
    /// <summary>How they belong to the organisation; null if the platform could not say, or has members only.</summary>
    public Affiliation? Affiliation { get; init; }

    /// <summary>The workspaces that they can choose from in a direct message.</summary>
    public IReadOnlyList<string> SharedWorkspaces { get; init; } = [];

    /// <summary>Whether they must choose one before anything else.</summary>
    public bool HasToChoose { get; init; }
}
