using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Workspaces;

/// <summary>Links guilds and teams to workspaces by codes that admins of both sides confirm. Every step is one transaction including its audit
/// entry.</summary>
public sealed class WorkspaceLinks(Database database, TimeProvider time)
{
    /// <summary>How long a code is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>The time within which a tenant may type <see cref="MostTries"/> wrong codes.</summary>
    public static readonly TimeSpan TryWindow = TimeSpan.FromMinutes(10);

    public const int MostTries = 5;

    /// <summary>Creates a workspace's code, invalidating an earlier one. The code itself is not stored.</summary>
    public async Task<string> MakeCodeAsync(string workspace, CancellationToken cancellationToken)
    {
        var code = LinkCode.New();
        await database.ExecuteAsync(
            """
            INSERT INTO link_codes (workspace, hash, expires_at) VALUES (@workspace, @hash, @expires)
            ON CONFLICT (workspace) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at
            """,
            new { workspace, hash = LinkCode.Hash(code), expires = (time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds() },
            cancellationToken);
        return code;
    }

    /// <summary>Ties a tenant that the settings tie to none to the workspace of a code. A code is good once.</summary>
    /// <param name="tenant">In which it was typed.</param>
    /// <param name="code">As it was typed.</param>
    /// <param name="by">The admin.</param>
    /// <returns>What became of it, and the code's workspace where there is one.</returns>
    public async Task<(LinkOutcome Outcome, string? Workspace)> RedeemAsync(PlatformTeam tenant, string code, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.BeginAsync(cancellationToken, IsolationLevel.Serializable);
        var tried = new { tenant.Platform, tenant.Id, now = now.ToUnixTimeMilliseconds(), since = (now - TryWindow).ToUnixTimeMilliseconds() };
        await transaction.Connection.ExecuteAsync("DELETE FROM link_tries WHERE tried_at <= @since", tried);
        if (await transaction.Connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM link_tries WHERE platform = @Platform AND tenant = @Id", tried) >= MostTries)
        {
            return (LinkOutcome.TooManyTries, null);
        }

        var workspace = await transaction.Connection.ExecuteScalarAsync<string?>(
            "SELECT workspace FROM link_codes WHERE hash = @hash AND expires_at > @now", new { hash = LinkCode.Hash(code), tried.now });
        var outcome = workspace is null ? LinkOutcome.Unknown : await JudgeAsync(transaction.Connection, tenant, workspace);
        if (outcome == LinkOutcome.Unknown)
        {
            await transaction.Connection.ExecuteAsync("INSERT INTO link_tries (platform, tenant, tried_at) VALUES (@Platform, @Id, @now)", tried);
        }
        else if (outcome == LinkOutcome.Linked)
        {
            await LinkAsync(transaction.Connection, tenant, workspace!, by, tried.now);
        }

        await transaction.CommitAsync(cancellationToken);
        return (outcome, workspace);
    }

    /// <summary>Turns a tenant linked to this workspace into its own workspace again, and ends the codes of both; returns whether it was linked.</summary>
    public async Task<bool> UnlinkAsync(PlatformTeam tenant, string workspace, string by, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var unlinked = await transaction.Connection.ExecuteAsync(
            "UPDATE tenants SET workspace = NULL, linked_by = NULL, linked_at = NULL WHERE platform = @Platform AND id = @Id AND workspace = @workspace",
            new { tenant.Platform, tenant.Id, workspace });
        if (unlinked == 0)
        {
            return false;
        }

        await transaction.Connection.ExecuteAsync(
            "DELETE FROM link_codes WHERE workspace = @workspace OR workspace = @own", new { workspace, own = tenant.OwnWorkspace });
        await AuditBothAsync(transaction.Connection, "unlink", tenant, workspace, by, time.GetUtcNow().ToUnixTimeMilliseconds());
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<IReadOnlyList<PlatformTeam>> ListAsync(string workspace, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Platform, string Id)>(
            "SELECT platform, id FROM tenants WHERE workspace = @workspace ORDER BY platform, id", new { workspace }, cancellationToken);
        return [.. rows.Select(row => new PlatformTeam(row.Platform, row.Id))];
    }

    private static async Task<LinkOutcome> JudgeAsync(DbConnection connection, PlatformTeam tenant, string workspace)
    {
        var now = await connection.ExecuteScalarAsync<string?>(
            "SELECT workspace FROM tenants WHERE platform = @Platform AND id = @Id", new { tenant.Platform, tenant.Id }) ?? tenant.OwnWorkspace;
        if (now == workspace)
        {
            return LinkOutcome.Same;
        }

        if (now != tenant.OwnWorkspace)
        {
            return LinkOutcome.Elsewhere;
        }

        var others = await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM tenants WHERE workspace = @now", new { now });
        return others > 0 ? LinkOutcome.HasOthers : LinkOutcome.Linked;
    }

    private static async Task LinkAsync(DbConnection connection, PlatformTeam tenant, string workspace, string by, long now)
    {
        // The code is used up, and one of the tenant's own workspace would lead to an empty workspace.
        await connection.ExecuteAsync(
            "DELETE FROM link_codes WHERE workspace = @workspace OR workspace = @own", new { workspace, own = tenant.OwnWorkspace });
        await connection.ExecuteAsync(
            """
            INSERT INTO tenants (platform, id, workspace, linked_by, linked_at) VALUES (@Platform, @Id, @workspace, @by, @now)
            ON CONFLICT (platform, id) DO UPDATE SET workspace = excluded.workspace, linked_by = excluded.linked_by, linked_at = excluded.linked_at
            """,
            new { tenant.Platform, tenant.Id, workspace, by, now });
        await AuditBothAsync(connection, "link", tenant, workspace, by, now);
    }

    private static async Task AuditBothAsync(DbConnection connection, string command, PlatformTeam tenant, string workspace, string by, long now)
    {
        // Recorded where they can ask to be forgotten.
        foreach (var (side, person) in new[] { (workspace, by), (tenant.OwnWorkspace, "admin") })
        {
            await AuditLog.WriteAsync(connection, new AuditEntry(side, person, Channel: null, command, $"{tenant} and {workspace}", "done"), now, CancellationToken.None);
        }
    }
}

/// <summary>A one-time code that an admin carries from one platform to the other: 12 letters and digits, about 59 bits.</summary>
internal static class LinkCode
{
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789"; // none that is easily taken for another

    public static string New() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>The stored hash of a code, independent of how it was typed.</summary>
    public static string Hash(string typed) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant())));
}

/// <summary>The outcome of typing a code.</summary>
public enum LinkOutcome
{
    Linked,

    /// <summary>No such code: never created, used, replaced or expired.</summary>
    Unknown,

    /// <summary>Too many wrong codes from this tenant; this one was not checked.</summary>
    TooManyTries,

    /// <summary>It is the code of the tenant's own workspace.</summary>
    Same,

    /// <summary>The tenant is already linked to another workspace.</summary>
    Elsewhere,

    /// <summary>Others are linked to the tenant's own workspace and would be left alone there.</summary>
    HasOthers,
}
