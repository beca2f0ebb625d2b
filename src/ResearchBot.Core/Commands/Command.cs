using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands;

/// <summary>Something that the bot does on request. The command line, the console's grammar, the help text and the platforms' own commands are made
/// from its declaration.</summary>
/// <param name="declaration">What it is called, who may use it, and what it takes.</param>
public abstract class Command(CommandDeclaration declaration)
{
    public CommandGroup Group => declaration.Group;

    public string Name => declaration.Name;

    public Role Role => declaration.Role;

    public string Summary => declaration.Summary;

    public string Example => declaration.Example;

    public IReadOnlyList<CommandOption> Options => declaration.Options;

    public bool IsAlwaysServed => declaration.IsAlwaysServed;

    public bool IsAudited => declaration.IsAudited;

    public bool IsQuestion => declaration.IsQuestion;

    public bool IsPrivate => declaration.IsPrivate;

    public bool IsForConsoleOnly => declaration.IsForConsoleOnly;

    /// <summary>What a request will search for, so that a process that is started for it alone need index no more; null when it does not search.</summary>
    /// <exception cref="UserFacingException">The request cannot be searched for.</exception>
    public virtual SearchQuery? QueryOf(CommandRequest request) => null;

    /// <summary>The same where the store has to be asked; called if <see cref="QueryOf"/> returns null.</summary>
    public virtual Task<SearchQuery?> StoredQueryOfAsync(CommandRequest request, CancellationToken cancellationToken) => Task.FromResult<SearchQuery?>(null);

    /// <summary>Carries out a request that was checked: the role suffices and required arguments are there.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="sink">Where progress goes.</param>
    /// <exception cref="UserFacingException">It cannot be done; the message says why.</exception>
    public abstract Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken);
}

/// <summary>A command as people see it.</summary>
/// <param name="Name">Lower case; two words for a command of a group ("documents show").</param>
/// <param name="Group">Where it stands in the help.</param>
/// <param name="Role">The least role that may use it.</param>
public sealed record CommandDeclaration(string Name, CommandGroup Group, Role Role)
{
    /// <summary>One line for a person.</summary>
    public required string Summary { get; init; }

    /// <summary>A whole command as it would be typed, without the slash.</summary>
    public required string Example { get; init; }

    /// <summary>Its arguments; required ones first.</summary>
    public IReadOnlyList<CommandOption> Options { get; init; } = [];

    /// <summary>Whether it works for somebody who is blocked and while the bot is paused.</summary>
    public bool IsAlwaysServed { get; init; }

    /// <summary>Whether its uses are kept in the audit: by default all that moderate or load.</summary>
    public bool IsAudited { get; init; } = Role > Role.Member;

    /// <summary>Whether it is a question: it counts against the limits, waits its turn, and a channel may want its reply private.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>Whether its reply is for whoever asked alone. Known from the command alone, since a platform must ask for a reply that one person
    /// sees (an ephemeral one) before it acknowledges the request. A request that is not private is then refused.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether it is of use only to whoever runs the program, at its console.</summary>
    public bool IsForConsoleOnly { get; init; }
}

/// <summary>Commands that belong together, in the order of catalog and help. The commands of one group stand in one file, in their order.</summary>
public enum CommandGroup
{
    Questions,
    Loads,
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
/// <param name="Name">Lower case; typed as <c>--name</c> if it is not positional.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Help">One line for a person.</param>
/// <param name="Required">Whether the command needs it. Required ones are typed without their name, in their order.</param>
public sealed record CommandOption(string Name, OptionKind Kind, string Help, bool Required = false)
{
    /// <summary>Whether it is typed without its name, after the required ones.</summary>
    public bool IsPositional { get; init; } = Required;

    /// <summary>Whether its value is kept out of the audit.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>What an option holds.</summary>
public enum OptionKind
{
    /// <summary>Free text: everything that is left of the line.</summary>
    Text,

    /// <summary>One word, or several in quotes.</summary>
    Word,

    /// <summary>The id of a document; platforms offer titles.</summary>
    Document,

    /// <summary>A whole number above 0.</summary>
    Number,

    /// <summary>Present or absent.</summary>
    Flag,

    /// <summary>Files or folders: paths on the console, attachments in a chat.</summary>
    Files,
}
