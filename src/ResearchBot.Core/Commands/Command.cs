using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands;

/// <summary>Something that the bot does on request. Command line, console grammar, help and the platforms' own commands are built from its
/// declaration.</summary>
/// <param name="declaration">Its name, required role and options.</param>
public abstract class Command(CommandDeclaration declaration)
{
    public CommandGroup Group => declaration.Group;
    public string Name => declaration.Name;
    public Role Role => declaration.Role;
    public string Summary => declaration.Summary;
    public string Example => declaration.Example;
    public IReadOnlyList<CommandOption> Options => declaration.Options;
    public bool IsAlwaysServed => declaration.IsAlwaysServed;

    /// <summary>Whether also somebody is served to whom nothing is open, since it is about what is kept of them.</summary>
    public bool IsForAnybody => Group == CommandGroup.Privacy;
    public bool IsAudited => declaration.IsAudited;
    public bool IsQuestion => declaration.IsQuestion;
    public bool IsPrivate => declaration.IsPrivate;
    public bool IsForConsoleOnly => declaration.IsForConsoleOnly;

    /// <summary>What a request will search for, so that a single-command process indexes only that; null if it does not search.</summary>
    /// <exception cref="UserFacingException">The request cannot be searched for.</exception>
    public virtual SearchQuery? QueryOf(CommandRequest request) => null;

    /// <summary>The same if it requires the store; called if <see cref="QueryOf"/> returns null.</summary>
    public virtual Task<SearchQuery?> StoredQueryOfAsync(CommandRequest request, CancellationToken cancellationToken) => Task.FromResult<SearchQuery?>(null);

    /// <summary>Executes a request whose role and required arguments have been checked.</summary>
    /// <param name="sink">Receives progress.</param>
    /// <exception cref="UserFacingException">It cannot be done; the message says why.</exception>
    public abstract Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken);
}

/// <summary>A command as users see it. Everything about it is declared here.</summary>
/// <param name="Name">Lower case; two words for a command of a group ("documents show").</param>
/// <param name="Role">The lowest role that may use it.</param>
public sealed record CommandDeclaration(string Name, CommandGroup Group, Role Role)
{
    public required string Summary { get; init; }

    /// <summary>A complete example as typed, without the slash.</summary>
    public required string Example { get; init; }

    /// <summary>Its arguments, required ones first.</summary>
    public IReadOnlyList<CommandOption> Options { get; init; } = [];

    /// <summary>Whether it works for blocked people and while the bot is paused.</summary>
    public bool IsAlwaysServed { get; init; }

    /// <summary>Whether its uses are audited; by default all moderation and loading commands.</summary>
    public bool IsAudited { get; init; } = Role > Role.Member;

    /// <summary>Whether it is a question: it counts against the limits, waits its turn, and may be private by a channel's settings.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>Whether its reply is always private. This must be known from the command alone, since a platform must request an ephemeral reply before it
    /// acknowledges the request. A request that is not private is refused.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether it is only for whoever runs the program, at its console.</summary>
    public bool IsForConsoleOnly { get; init; }
}

/// <summary>Groups of commands, in the order of catalog and help. The commands of a group are in one file, in this order.</summary>
public enum CommandGroup
{
    Questions,
    Loads,
    Sources,
    Quarantine,
    Documents,
    Collections,
    Feedback,
    Unanswered,
    Answers,
    Passages,
    Pins,
    Rulings,
    Moderation,
    Settings,
    Roles,
    Privacy,
    Limits,
    Workspaces,
    Help,
    Platforms,
    Checks,
    Evaluation,
}

/// <summary>An argument of a command.</summary>
/// <param name="Name">Lower case; typed as <c>--name</c> if not positional.</param>
/// <param name="Required">Whether it is required. Required options are typed without their name, in order.</param>
public sealed record CommandOption(string Name, OptionKind Kind, string Help, bool Required = false)
{
    /// <summary>Whether it is typed without its name, after the required ones.</summary>
    public bool IsPositional { get; init; } = Required;

    /// <summary>Whether its value is kept out of the audit.</summary>
    public bool IsSecret { get; init; }
}

public enum OptionKind
{
    /// <summary>Free text: the rest of the line.</summary>
    Text,

    /// <summary>One word, or several in quotes.</summary>
    Word,

    /// <summary>The id of a document; platforms offer titles.</summary>
    Document,

    /// <summary>A positive integer.</summary>
    Number,

    Flag,

    /// <summary>Documents: web addresses everywhere, also paths on the console, and attachments in a chat.</summary>
    Files,
}
