using Dapper;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Workspaces;

/// <summary>Which workspace a Discord guild or a Slack team belongs to: by the settings, else by a link, else its own.</summary>
public sealed class WorkspaceMap(Database database, BoundWorkspaces bound, TimeProvider time)
{
    /// <summary>
    /// The workspace of a guild or team. Ask for every request: a link counts at once. One that nothing ties to another is a
    /// workspace of its own, which reads the seeds and what its own admins load there.
    /// </summary>
    public async Task<string> OfAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        if (bound.Of(tenant) is { } set)
        {
            return set;
        }

        return await database.ScalarAsync<string?>(
            "SELECT workspace FROM tenants WHERE platform = @Platform AND id = @Id", new { tenant.Platform, tenant.Id }, cancellationToken)
            ?? tenant.OwnWorkspace;
    }

    /// <summary>Which workspace a person means in a direct message.</summary>
    /// <param name="person">By id, with the platform before it.</param>
    /// <param name="shared">The guilds or teams of the platform in which both that person and the bot are, as the platform tells now.</param>
    /// <returns>
    /// Where no workspace is chosen among several, the platform runs the command <c>workspace</c> in place of what was typed, in
    /// the first of them: it asks. Where none is shared the person is not served.
    /// </returns>
    public async Task<DirectWorkspace> ForDirectAsync(string person, IReadOnlyCollection<Tenant> shared, CancellationToken cancellationToken)
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

    /// <summary>Which of these a person chose for direct messages; null when none. A choice that is no longer shared does not count.</summary>
    public async Task<string?> ChosenAsync(string person, IReadOnlyCollection<string> shared, CancellationToken cancellationToken)
    {
        var chosen = await database.ScalarAsync<string?>(
            "SELECT workspace FROM direct_choices WHERE person = @person", new { person }, cancellationToken);
        return chosen is not null && shared.Contains(chosen) ? chosen : null;
    }

    /// <summary>Keeps which workspace a person means in direct messages.</summary>
    /// <param name="person">By id, with the platform before it.</param>
    /// <param name="workspace">One that they share with the bot.</param>
    public Task ChooseAsync(string person, string workspace, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            INSERT INTO direct_choices (person, workspace, chosen_at) VALUES (@person, @workspace, @now)
            ON CONFLICT (person) DO UPDATE SET workspace = excluded.workspace, chosen_at = excluded.chosen_at
            """,
            new { person, workspace, now = Now },
            cancellationToken);

    /// <summary>Notes that the bot is in a guild or team. A platform says so for each at its start, too.</summary>
    /// <param name="tenant">The guild or team.</param>
    /// <param name="name">What it calls itself; foreign text.</param>
    /// <returns>Whether it is new there: for the first time, or back after it had left.</returns>
    public async Task<bool> JoinedAsync(Tenant tenant, string? name, CancellationToken cancellationToken)
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

    /// <summary>Notes that a guild or team removed the bot; when, is kept of the first time that it is said.</summary>
    public Task LeftAsync(Tenant tenant, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        INSERT INTO tenants (platform, id, left_at) VALUES (@Platform, @Id, @now)
        ON CONFLICT (platform, id) DO UPDATE SET left_at = COALESCE(tenants.left_at, excluded.left_at)
        """,
        new { tenant.Platform, tenant.Id, now = Now },
        cancellationToken);

    /// <summary>What the guilds and teams of a workspace call themselves; empty where they did not say.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string workspace, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Platform, string Id, string Name, string? Linked)>(
            "SELECT platform, id, name, workspace FROM tenants WHERE name IS NOT NULL AND left_at IS NULL ORDER BY name, id", null, cancellationToken);
        return [.. rows.Where(row => (bound.Of(new Tenant(row.Platform, row.Id)) ?? row.Linked ?? $"{row.Platform}-{row.Id}") == workspace).Select(row => row.Name)];
    }

    /// <summary>
    /// The workspaces from which all guilds and teams removed the bot before a moment. Those of the settings and the console's are
    /// never among them.
    /// </summary>
    public async Task<IReadOnlyList<string>> LeftBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Platform, string Id, string? Linked, long? LeftAt)>(
            "SELECT platform, id, workspace, left_at FROM tenants ORDER BY platform, id", null, cancellationToken);
        return [.. rows
            .GroupBy(row => bound.Of(new Tenant(row.Platform, row.Id)) ?? row.Linked ?? new Tenant(row.Platform, row.Id).OwnWorkspace)
            .Where(workspace => workspace.Key != Workspace.Default && !bound.Has(workspace.Key)
                && workspace.All(tenant => tenant.LeftAt < moment.ToUnixTimeMilliseconds()))
            .Select(workspace => workspace.Key)];
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
