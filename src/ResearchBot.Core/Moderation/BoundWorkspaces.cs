using System.Text.RegularExpressions;

namespace ResearchBot.Core.Moderation;

/// <summary>Workspaces described by the settings, which cannot be changed in a chat.</summary>
public sealed class BoundWorkspaces
{
    private readonly Dictionary<string, BoundWorkspace> _byName;
    private readonly Dictionary<PlatformTeam, string> _byTenant;

    /// <summary>Takes workspaces of which no two share a tenant.</summary>
    public BoundWorkspaces(IEnumerable<BoundWorkspace> workspaces)
    {
        _byName = workspaces.ToDictionary(workspace => workspace.Name);
        _byTenant = _byName.Values.SelectMany(workspace => workspace.Tenants, (workspace, tenant) => (workspace, tenant))
            .ToDictionary(pair => pair.tenant, pair => pair.workspace.Name);
    }

    /// <summary>The workspace of a guild or team; null if the settings do not name it.</summary>
    public string? Of(PlatformTeam tenant) => _byTenant.GetValueOrDefault(tenant);

    public bool Has(string workspace) => _byName.ContainsKey(workspace);

    /// <summary>The admins that the settings name.</summary>
    public IReadOnlyList<string> AdminsOf(string workspace) => _byName.GetValueOrDefault(workspace)?.Admins ?? [];

    /// <summary>The highest role that the settings give to one of these subjects: a person and their platform roles and user groups.</summary>
    public Role RoleOf(string workspace, IReadOnlyCollection<string> subjects) =>
        _byName.GetValueOrDefault(workspace) is not { } bound ? Role.Member
        : bound.Admins.Any(subjects.Contains) ? Role.Admin
        : bound.Moderators.Any(subjects.Contains) ? Role.Moderator
        : Role.Member;
}

/// <summary>A workspace in the settings. Admins and moderators are ids of people, roles and user groups, prefixed with the platform.</summary>
public sealed record BoundWorkspace(string Name, IReadOnlyList<PlatformTeam> Tenants, IReadOnlyList<string> Admins, IReadOnlyList<string> Moderators);

/// <summary>The workspace of a direct message.</summary>
/// <param name="Workspace">The only one that the person shares with the bot, else the chosen one; null if they must choose or share none.</param>
/// <param name="Shared">All that they share with the bot, ordered.</param>
public sealed record DirectWorkspace(string? Workspace, IReadOnlyList<string> Shared);

/// <summary>A Discord guild or Slack team, which links a platform's people and channels to a workspace.</summary>
public sealed partial record PlatformTeam
{
    public PlatformTeam(string platform, string id)
    {
        (Platform, Id) = IsPlatform(platform) && IsId(id)
            ? (platform, id)
            : throw new ArgumentException("A tenant is named by a platform and a guild's or team's id.");
    }

    public string Platform { get; }
    public string Id { get; }

    /// <summary>The workspace it has unless linked to another.</summary>
    public string OwnWorkspace => $"{Platform}-{Id}";

    public string Spoken => Platform switch
    {
        "discord" => $"the Discord guild {Id}",
        "slack" => $"the Slack team {Id}",
        _ => $"the team {Id} on {Platform}",
    };

    /// <summary>Whether a text is a valid id of a guild or team.</summary>
    public static bool IsId(string written) => IdForm().IsMatch(written);

    /// <summary>Parses the format of <see cref="ToString"/>; null if malformed.</summary>
    public static PlatformTeam? Find(string written) =>
        written.Split(':') is [var platform, var id] && IsPlatform(platform) && IsId(id) ? new PlatformTeam(platform, id) : null;

    /// <summary>Prefixed with the platform: <c>discord:80351110224678912</c>.</summary>
    public override string ToString() => $"{Platform}:{Id}";

    private static bool IsPlatform(string written) => PlatformForm().IsMatch(written);

    [GeneratedRegex(@"^[a-z]{2,20}\z")]
    private static partial Regex PlatformForm();

    [GeneratedRegex(@"^[A-Za-z0-9]{1,40}\z")]
    private static partial Regex IdForm();
}
