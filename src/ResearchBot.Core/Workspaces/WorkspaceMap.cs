using Dapper;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Workspaces;

/// <summary>Maps a Discord guild or Slack team to its workspace: by the settings, else by a link, else its own.</summary>
public sealed class WorkspaceMap(Database database, BoundWorkspaces bound, TimeProvider time)
{
    /// <summary>The workspace of a guild or team; ask for every request, since a link takes effect at once. An unlinked one is its own workspace, which
    /// reads the seeds and what its admins load.</summary>
    public async Task<string> OfAsync(PlatformTeam tenant, CancellationToken cancellationToken)
    {
        if (bound.Of(tenant) is { } set)
        {
            return set;
        }

        return await database.ScalarAsync<string?>(
            "SELECT workspace FROM tenants WHERE platform = @Platform AND id = @Id", new { tenant.Platform, tenant.Id }, cancellationToken)
            ?? tenant.OwnWorkspace;
    }

    /// <summary>The workspace of a person's direct message. If none is chosen among several, the platform runs the command <c>workspace</c> in the first of
    /// them instead of what was typed. A person who shares none is not served.</summary>
    /// <param name="shared">The guilds or teams currently shared by that person and the bot, as reported by the platform.</param>
    public async Task<DirectWorkspace> ForDirectAsync(string person, IReadOnlyCollection<PlatformTeam> shared, CancellationToken cancellationToken)
    {
        var workspaces = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tenant in shared)
        {
            workspaces.Add(await OfAsync(tenant, cancellationToken));
        }

        if (workspaces.Count < 2)
        {
            return new DirectWorkspace(workspaces.FirstOrDefault(), [.. workspaces]);
        }

        return new DirectWorkspace(await ChosenAsync(person, workspaces, cancellationToken), [.. workspaces]);
    }

    /// <summary>Which of these workspaces a person chose for direct messages; null if none. A choice no longer shared does not count.</summary>
    public async Task<string?> ChosenAsync(string person, IReadOnlyCollection<string> shared, CancellationToken cancellationToken)
    {
        var chosen = await database.ScalarAsync<string?>(
            "SELECT workspace FROM direct_choices WHERE person = @person", new { person }, cancellationToken);
        return chosen is not null && shared.Contains(chosen) ? chosen : null;
    }

    /// <summary>Stores the workspace that a person, named with a platform prefix, means in direct messages.</summary>
    public Task ChooseAsync(string person, string workspace, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            INSERT INTO direct_choices (person, workspace, chosen_at) VALUES (@person, @workspace, @now)
            ON CONFLICT (person) DO UPDATE SET workspace = excluded.workspace, chosen_at = excluded.chosen_at
            """,
            new { person, workspace, now = Now },
            cancellationToken);

    /// <summary>Records that the bot is in a guild or team; platforms also report each at startup. Returns whether it is new or returned.</summary>
    /// <param name="name">Its own name; untrusted text.</param>
    public async Task<bool> JoinedAsync(PlatformTeam tenant, string? name, CancellationToken cancellationToken)
    {
        var what = new { tenant.Platform, tenant.Id, name, now = Now };
        await using var connection = await database.OpenAsync(cancellationToken);
        var isNew = await connection.ExecuteAsync(
            """
            INSERT INTO tenants (platform, id, name, joined_at) VALUES (@Platform, @Id, @name, @now)
            ON CONFLICT (platform, id) DO UPDATE SET name = excluded.name, joined_at = excluded.joined_at, left_at = NULL
            WHERE tenants.joined_at IS NULL OR tenants.left_at IS NOT NULL
            """,
            what,
            cancellationToken) > 0;
        if (!isNew)
        {
            await connection.ExecuteAsync(
                "UPDATE tenants SET name = @name WHERE platform = @Platform AND id = @Id", what, cancellationToken);
        }

        return isNew;
    }

    /// <summary>Records that a guild or team removed the bot, with the time of the first report.</summary>
    public Task LeftAsync(PlatformTeam tenant, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        INSERT INTO tenants (platform, id, left_at) VALUES (@Platform, @Id, @now)
        ON CONFLICT (platform, id) DO UPDATE SET left_at = COALESCE(tenants.left_at, excluded.left_at)
        """,
        new { tenant.Platform, tenant.Id, now = Now },
        cancellationToken);

    /// <summary>The names that the guilds and teams of a workspace give themselves; empty if unknown.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string workspace, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Platform, string Id, string Name, string? Linked)>(
            "SELECT platform, id, name, workspace FROM tenants WHERE name IS NOT NULL AND left_at IS NULL ORDER BY name, id", null, cancellationToken);
        return [.. rows.Where(row => (bound.Of(new PlatformTeam(row.Platform, row.Id)) ?? row.Linked ?? $"{row.Platform}-{row.Id}") == workspace).Select(row => row.Name)];
    }

    /// <summary>The workspaces whose guilds and teams all removed the bot before a moment, never those of the settings or the console.</summary>
    public async Task<IReadOnlyList<string>> LeftBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Platform, string Id, string? Linked, long? LeftAt)>(
            "SELECT platform, id, workspace, left_at FROM tenants ORDER BY platform, id", null, cancellationToken);
        return [.. rows
            .GroupBy(row => bound.Of(new PlatformTeam(row.Platform, row.Id)) ?? row.Linked ?? new PlatformTeam(row.Platform, row.Id).OwnWorkspace)
            .Where(workspace => workspace.Key != Workspace.Default && !bound.Has(workspace.Key)
                && workspace.All(tenant => tenant.LeftAt < moment.ToUnixTimeMilliseconds()))
            .Select(workspace => workspace.Key)];
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
