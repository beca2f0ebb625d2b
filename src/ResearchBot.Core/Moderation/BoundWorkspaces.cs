using System.Text.RegularExpressions;

namespace ResearchBot.Core.Moderation;

/// <summary>What the settings say of workspaces. Nobody changes that from a chat.</summary>
public sealed class BoundWorkspaces
{
    private readonly Dictionary<string, BoundWorkspace> _byName;
    private readonly Dictionary<Tenant, string> _byTenant;

    /// <param name="workspaces">Checked: a tenant belongs to one of them at most.</param>
    public BoundWorkspaces(IEnumerable<BoundWorkspace> workspaces)
    {
        _byName = workspaces.ToDictionary(workspace => workspace.Name);
        _byTenant = _byName.Values.SelectMany(workspace => workspace.Tenants, (workspace, tenant) => (workspace, tenant))
            .ToDictionary(pair => pair.tenant, pair => pair.workspace.Name);
    }

    /// <summary>The workspace that a guild or team is tied to; null when the settings do not say.</summary>
    public string? Of(Tenant tenant) => _byTenant.GetValueOrDefault(tenant);

    /// <summary>Whether the settings name a workspace.</summary>
    public bool Has(string workspace) => _byName.ContainsKey(workspace);

    /// <summary>The highest role that the settings give to one of these.</summary>
    /// <param name="workspace">The tenant.</param>
    /// <param name="subjects">A person and their platform roles and user groups.</param>
    public Role RoleOf(string workspace, IReadOnlyCollection<string> subjects) =>
        _byName.GetValueOrDefault(workspace) is not { } bound ? Role.Member
        : bound.Admins.Any(subjects.Contains) ? Role.Admin
        : bound.Moderators.Any(subjects.Contains) ? Role.Moderator
        : Role.Member;
}

/// <summary>A workspace that the settings describe.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Tenants">The guilds and teams that belong to it.</param>
/// <param name="Admins">People, roles and user groups by id, with the platform before it.</param>
/// <param name="Moderators">The same.</param>
public sealed record BoundWorkspace(string Name, IReadOnlyList<Tenant> Tenants, IReadOnlyList<string> Admins, IReadOnlyList<string> Moderators);

/// <summary>Where a direct message belongs.</summary>
/// <param name="Workspace">The only one that the person shares with the bot, else the one that they chose; null where they have to choose, or share none.</param>
/// <param name="Shared">All that they share with the bot, ordered.</param>
public sealed record DirectWorkspace(string? Workspace, IReadOnlyList<string> Shared);

/// <summary>A Discord guild or a Slack team: what ties a platform's people and channels to a workspace.</summary>
public sealed partial record Tenant
{
    /// <param name="platform">discord or slack.</param>
    /// <param name="id">The guild's or team's id there.</param>
    /// <exception cref="ArgumentException">One of them is no such thing.</exception>
    public Tenant(string platform, string id)
    {
        (Platform, Id) = IsPlatform(platform) && IsId(id)
            ? (platform, id)
            : throw new ArgumentException("A tenant is named by a platform and a guild's or team's id.");
    }

    /// <summary>discord or slack.</summary>
    public string Platform { get; }

    /// <summary>The guild's or team's id there.</summary>
    public string Id { get; }

    /// <summary>The workspace that it is while it is tied to no other.</summary>
    public string OwnWorkspace => $"{Platform}-{Id}";

    /// <summary>For a person: “the Discord guild 80351110224678912”.</summary>
    public string Spoken => Platform switch
    {
        "discord" => $"the Discord guild {Id}",
        "slack" => $"the Slack team {Id}",
        _ => $"the team {Id} on {Platform}",
    };

    /// <summary>Whether a text is an id that a guild or team may have.</summary>
    public static bool IsId(string written) => IdForm().IsMatch(written);

    /// <summary>A tenant as <see cref="ToString"/> writes it; null when it is none.</summary>
    public static Tenant? Find(string written) =>
        written.Split(':') is [var platform, var id] && IsPlatform(platform) && IsId(id) ? new Tenant(platform, id) : null;

    /// <summary>With the platform before it: <c>discord:80351110224678912</c>.</summary>
    public override string ToString() => $"{Platform}:{Id}";

    private static bool IsPlatform(string written) => PlatformForm().IsMatch(written);

    [GeneratedRegex(@"^[a-z]{2,20}\z")]
    private static partial Regex PlatformForm();

    [GeneratedRegex(@"^[A-Za-z0-9]{1,40}\z")]
    private static partial Regex IdForm();
}
