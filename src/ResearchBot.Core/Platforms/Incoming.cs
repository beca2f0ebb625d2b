using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Platforms;

/// <summary>Something that came in from a chat platform, read from its payload before the bot knows who sent it.</summary>
/// <param name="Id">The same however often the platform sends it.</param>
/// <param name="Author">Who, by the platform's id.</param>
/// <param name="Channel">The channel or direct channel. Of a thread: the channel that it belongs to, once <see cref="ChatPlatform.LocateAsync"/> has looked.</param>
public abstract record Incoming(string Id, string Author, string Channel)
{
    /// <summary>The guild or team; null where the platform names none, as in Discord's direct messages.</summary>
    public string? Team { get; init; }

    /// <summary>The thread in which it stands or that the reply begins; null outside of threads.</summary>
    public string? Thread { get; init; }

    /// <summary>Whether the author and the bot are alone.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Whether the bot may see the channel. Where it may not, nobody knows who else reads there.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>The author's roles or groups, as far as the payload names them.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What the payload says that the author may do there, in the platform's own writing; null where it says nothing.</summary>
    public string? Permissions { get; init; }

    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<DocumentSource> Files { get; init; } = [];
}

/// <summary>A message that a person wrote.</summary>
/// <param name="Id">The same however often the platform sends it.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Channel">Where.</param>
/// <param name="Text">What it says, without the bot's own name.</param>
/// <param name="Payload">As it came, to serve it again after a crash.</param>
public sealed record IncomingMessage(string Id, string Author, string Channel, string Text, string Payload) : Incoming(Id, Author, Channel)
{
    /// <summary>The platform's name of the message in its channel: later ones are greater, by their characters.</summary>
    public required string Order { get; init; }

    /// <summary>Names the talk that it is a part of: its thread, or the thread that a reply would begin.</summary>
    public required string Talk { get; init; }

    /// <summary>The event's own id beside the message's; null where it has none.</summary>
    public string? EventId { get; init; }

    /// <summary>Whether it mentions the bot.</summary>
    public bool IsToBot { get; init; }

    /// <summary>Whether it mentions or answers somebody else.</summary>
    public bool IsToAnother { get; init; }

    /// <summary>Whether it may stand in a thread, and so may go on with what was asked there.</summary>
    public bool MayFollowUp { get; init; }

    /// <summary>Whether a thread can be begun at it.</summary>
    public bool CanBeginThread { get; init; }

    /// <summary>When it was last edited, in a writing in which later times are greater; null where it was not.</summary>
    public string? EditedAt { get; init; }

    /// <summary>“load” or “load into COLLECTION” with files is a load; null where it is none.</summary>
    public (string Command, IReadOnlyDictionary<string, string> Arguments)? ReadLoad()
    {
        var words = Files.Count == 0 ? [] : Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["load" or "/load"] => ("load", new Dictionary<string, string>()),
            ["load" or "/load", "into" or "to", var name] => ("load", IncomingRequest.Of("collection", name)),
            _ => null,
        };
    }

    /// <summary>What is asked in it.</summary>
    public IncomingRequest Asking(string command, IReadOnlyDictionary<string, string> arguments) => new(Id, Author, Channel, command, arguments)
    {
        Team = Team, Thread = Thread, IsDirect = IsDirect, IsVisible = IsVisible, Groups = Groups, Permissions = Permissions, Files = Files,
    };
}

/// <summary>A command, typed or chosen, a button or a form; or what a message asks.</summary>
/// <param name="Id">The same however often the platform sends it.</param>
/// <param name="Author">Who.</param>
/// <param name="Channel">Where.</param>
/// <param name="Command">The command's name in the catalog.</param>
/// <param name="Arguments">Option name to value.</param>
public record IncomingRequest(string Id, string Author, string Channel, string Command, IReadOnlyDictionary<string, string> Arguments) : Incoming(Id, Author, Channel)
{
    /// <summary>The message on which it was used; null where there is none.</summary>
    public string? Target { get; init; }

    /// <summary>Whether one person alone shall see the reply.</summary>
    public bool WantsPrivate { get; init; }

    /// <summary>What a button asks for: it carries the name of a command and the id that it is about, nothing else.</summary>
    public IncomingRequest Pressed(string action, string value) => action == "loads-cancel"
        ? this with { Command = "loads cancel", Arguments = Of("load", value), WantsPrivate = true }
        : this with { Command = action.Replace('-', ' '), Arguments = Of("answer", value), WantsPrivate = true };

    /// <summary>One argument.</summary>
    public static IReadOnlyDictionary<string, string> Of(string name, string value) => new Dictionary<string, string> { [name] = value };
}

/// <summary>Who somebody is where they write.</summary>
/// <param name="Workspace">The tenant.</param>
/// <param name="Role">What the platform itself makes them.</param>
/// <param name="Groups">Their roles or groups there, as the core names them.</param>
public sealed record PlatformPerson(string Workspace, Role Role, IReadOnlyList<string> Groups)
{
    /// <summary>The workspaces that they may choose from in a direct message.</summary>
    public IReadOnlyList<string> SharedWorkspaces { get; init; } = [];

    /// <summary>Whether they have to choose one before anything else.</summary>
    public bool HasToChoose { get; init; }
}
