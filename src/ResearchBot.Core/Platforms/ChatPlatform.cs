namespace ResearchBot.Core.Platforms;

/// <summary>A chat platform that the bot answers on for as long as its process stays: Discord, Slack.</summary>
public abstract class ChatPlatform
{
    /// <summary>discord or slack, as in addresses and ids.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the settings name what it takes to connect.</summary>
    public abstract bool IsConfigured { get; }

    /// <summary>Which settings connect it, as a sentence for whoever runs the program.</summary>
    public virtual string HowToConfigure => $"The README says which settings connect {Name}.";

    /// <summary>Answers until it is cancelled; then it has ten seconds to finish what it has begun. Interrupted connections are its own affair.</summary>
    /// <exception cref="UserFacingException">It cannot go on without a person, such as with a token that is refused.</exception>
    public abstract Task RunAsync(CancellationToken cancellationToken);
}
