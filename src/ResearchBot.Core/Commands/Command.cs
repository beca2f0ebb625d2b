using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands;

/// <summary>
/// Something that the bot does on request, declared once: the command line, the console's grammar, the help text and the
/// platforms' own commands are made from it.
/// </summary>
public abstract class Command
{
    /// <summary>Lower case; two words for a command of a group ("documents show").</summary>
    public abstract string Name { get; }

    /// <summary>One line for a person.</summary>
    public abstract string Summary { get; }

    /// <summary>A whole command as it would be typed, without the slash.</summary>
    public abstract string Example { get; }

    /// <summary>The least role that may use it.</summary>
    public abstract Role Role { get; }

    /// <summary>Whether it works for somebody who is blocked and while the bot is paused.</summary>
    public virtual bool IsAlwaysServed => false;

    /// <summary>Whether its uses are kept in the audit: all that steers or loads.</summary>
    public virtual bool IsAudited => Role > Role.Member;

    /// <summary>Whether it is a question: it counts against the limits, waits its turn, and a channel may want its reply private.</summary>
    public virtual bool IsQuestion => false;

    /// <summary>
    /// Whether its reply is for whoever asked alone. Known from the command alone, since a platform must ask for a reply that one
    /// person sees (an ephemeral one) before it acknowledges the request. A request that is not private is then refused.
    /// </summary>
    public virtual bool IsPrivate => false;

    /// <summary>Whether it is of use only to whoever runs the program, at its console.</summary>
    public virtual bool IsForConsoleOnly => false;

    /// <summary>Its arguments; required ones first.</summary>
    public virtual IReadOnlyList<CommandOption> Options => [];

    /// <summary>What a request will search for, so that a process that is started for it alone need index no more; null when it does not search.</summary>
    /// <exception cref="UserFacingException">The request cannot be searched for.</exception>
    public virtual SearchQuery? QueryOf(CommandRequest request) => null;

    /// <summary>The same where the store has to be asked; called where <see cref="QueryOf"/> tells none.</summary>
    public virtual Task<SearchQuery?> StoredQueryOfAsync(CommandRequest request, CancellationToken cancellationToken) => Task.FromResult<SearchQuery?>(null);

    /// <summary>Does it.</summary>
    /// <param name="request">Checked: the role suffices and required arguments are there.</param>
    /// <param name="sink">Where progress goes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="UserFacingException">It cannot be done; the message says why.</exception>
    public abstract Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken);
}
