namespace ResearchBot.Settings;

/// <summary>One workspace (section <c>Workspaces:NAME</c>).</summary>
public sealed class WorkspaceOptions
{
    /// <summary>Its Discord guilds, by id.</summary>
    public IList<string> Discord { get; } = [];

    /// <summary>Its Slack teams, by id.</summary>
    public IList<string> Slack { get; } = [];

    /// <summary>People, roles and user groups, by id with the platform before it, such as <c>discord:80351110224678912</c>.</summary>
    public IList<string> Admins { get; } = [];

    /// <summary>The same.</summary>
    public IList<string> Moderators { get; } = [];
}
