using System.ComponentModel;
using System.Text.RegularExpressions;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Configuration;

/// <summary>Which guilds and teams belong to which workspace, and who steers it (section <c>Workspaces</c>, by the workspaces' names).</summary>
[DisplayName("Workspaces")]
public sealed class WorkspacesOptions : Dictionary<string, WorkspaceOptions>
{
    /// <summary>What the core knows of them. They were validated.</summary>
    public BoundWorkspaces ToBound() => new(this.Select(one => new BoundWorkspace(
        one.Key,
        [.. one.Value.Discord.Select(id => new PlatformTeam("discord", id)), .. one.Value.Slack.Select(id => new PlatformTeam("slack", id))],
        [.. one.Value.Admins],
        [.. one.Value.Moderators])));
}

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

/// <summary>Each message names its key.</summary>
internal sealed partial class WorkspacesOptionsValidator : IValidateOptions<WorkspacesOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkspacesOptions options)
    {
        var failures = options.SelectMany(one => Failures(one.Key, one.Value)).Concat(Twice(options)).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(string name, WorkspaceOptions workspace)
    {
        if (name == Workspace.Shared || !Name().IsMatch(name) || name.StartsWith("discord-", StringComparison.Ordinal) || name.StartsWith("slack-", StringComparison.Ordinal))
        {
            yield return $"{name} is no name for a workspace: 1 to 40 lower-case letters, digits and dashes, a letter first; not “{Workspace.Shared}”, and not discord- or slack- at its beginning";
        }

        foreach (var (key, index, _) in Tenants(workspace).Where(one => !(one.Key == nameof(workspace.Discord) ? Guild() : Team()).IsMatch(one.Id)))
        {
            yield return $"{name}:{key}:{index} must be the id of a {(key == nameof(workspace.Discord) ? "Discord guild, such as 80351110224678912" : "Slack team, such as T0123456789")}";
        }

        var people = Numbered(nameof(workspace.Admins), workspace.Admins).Concat(Numbered(nameof(workspace.Moderators), workspace.Moderators));
        foreach (var (key, index, _) in people.Where(one => !SubjectId.IsValid(one.Id)))
        {
            yield return $"{name}:{key}:{index} must be an id with the platform before it, such as discord:80351110224678912 or slack:group:S0123";
        }
    }

    private static IEnumerable<string> Twice(WorkspacesOptions options) => options
        .SelectMany(one => Tenants(one.Value), (one, tenant) => (Workspace: one.Key, tenant.Key, tenant.Index, tenant.Id))
        .GroupBy(tenant => (tenant.Key, tenant.Id))
        .Where(same => same.Count() > 1)
        .Select(same => string.Join(" and ", same.Select(tenant => $"{tenant.Workspace}:{tenant.Key}:{tenant.Index}")) + $" name {same.Key.Id} twice; it belongs to one workspace");

    private static IEnumerable<(string Key, int Index, string Id)> Tenants(WorkspaceOptions workspace) =>
        Numbered(nameof(workspace.Discord), workspace.Discord).Concat(Numbered(nameof(workspace.Slack), workspace.Slack));

    private static IEnumerable<(string Key, int Index, string Id)> Numbered(string key, IList<string> ids) => ids.Select((id, index) => (key, index, id ?? string.Empty));

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[0-9]{1,20}\z")]
    private static partial Regex Guild();

    [GeneratedRegex(@"^[A-Z][A-Z0-9]{0,20}\z")]
    private static partial Regex Team();
}
