using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands;

/// <summary>Somebody who uses the bot. Comes from the platform's own envelope, never from text.</summary>
/// <param name="Workspace">The tenant that they act in.</param>
/// <param name="Name">As the platform identifies them.</param>
/// <param name="Role">What they may do there.</param>
public sealed record Person(string Workspace, string Name, Role Role)
{
    /// <summary>The tenant that they act in.</summary>
    public string Workspace { get; } = ResearchBot.Core.Documents.Workspace.Check(Workspace);

    /// <summary>What the platform itself says that they are, whatever was granted to them since.</summary>
    public Role PlatformRole { get; init; } = Role;

    /// <summary>Whether they run the program: whoever sits at its console can read and write its store.</summary>
    public bool IsOwner { get; init; }

    /// <summary>Their roles and user groups on the platform, by id.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}
