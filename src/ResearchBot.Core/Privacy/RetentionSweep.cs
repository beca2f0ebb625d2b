using Dapper;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Workspaces;

namespace ResearchBot.Core.Privacy;

/// <summary>Deletes expired rows in small transactions, so that questions can be stored in between.</summary>
public sealed class RetentionSweep(
    Database database,
    AnswerRemoval answers,
    DocumentErasure documents,
    WorkspaceErasure workspaces,
    WorkspaceMap map,
    IOptions<RetentionOptions> options,
    TimeProvider time)
{
    private const int AnswersPerStep = 50;

    /// <summary>Deletes or counts what has expired, by kind.</summary>
    /// <param name="workspace">Null for all workspaces, including those that left.</param>
    /// <param name="dryRun">Only counts.</param>
    public async Task<IReadOnlyList<RetentionCount>> RunAsync(string? workspace, bool dryRun, CancellationToken cancellationToken)
    {
        var counts = new List<RetentionCount>();
        foreach (var kind in Enum.GetValues<RetentionKind>())
        {
            var days = options.Value.DaysOf(kind);
            var before = time.GetUtcNow().AddDays(-days);
            var rows = days == 0 || (workspace is not null && kind == RetentionKind.LeftWorkspaces) ? 0 : await (kind switch
            {
                RetentionKind.Questions => QuestionsAsync(workspace, before, dryRun, cancellationToken),
                RetentionKind.RemovedDocuments => dryRun
                    ? documents.CountRemovedAsync(workspace, before, cancellationToken)
                    : documents.StripRemovedAsync(workspace, before, cancellationToken),
                RetentionKind.LeftWorkspaces => LeftAsync(before, dryRun, cancellationToken),
                _ => TablesAsync(kind, workspace, before, dryRun, cancellationToken),
            });
            counts.Add(new RetentionCount(kind, days, rows));
        }

        return counts;
    }

    private async Task<int> QuestionsAsync(string? workspace, DateTimeOffset before, bool dryRun, CancellationToken cancellationToken)
    {
        var condition = $"answered_at < @before AND NOT EXISTS (SELECT 1 FROM pins p WHERE p.answer_id = answers.id){Of("workspace", workspace)}";
        var what = new { workspace, before = before.ToUnixTimeMilliseconds() };
        await using var connection = await database.OpenAsync(cancellationToken);
        if (dryRun)
        {
            return (int)await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM answers WHERE {condition}", what);
        }

        var total = 0;
        List<string> ids;
        do
        {
            ids = (await connection.QueryAsync<string>($"SELECT id FROM answers WHERE {condition} LIMIT {AnswersPerStep}", what)).AsList();
            total += (await answers.DeleteAsync(ids, mostMessages: 0, cancellationToken)).Answers;
        }
        while (ids.Count == AnswersPerStep);
        var conversations = StoredTables.All.Single(table => table.Name == "conversations"); // begun, and nothing kept in them
        await StepwiseDeletion.RunAsync(
            database,
            conversations,
            $"created_at < @before{Of("workspace", workspace)} AND NOT EXISTS (SELECT 1 FROM answers a WHERE a.conversation_id = conversations.id)",
            what,
            cancellationToken);
        return total;
    }

    private async Task<int> TablesAsync(RetentionKind kind, string? workspace, DateTimeOffset before, bool dryRun, CancellationToken cancellationToken)
    {
        var what = new { workspace, before = before.ToUnixTimeMilliseconds() };
        var total = 0;
        foreach (var table in StoredTables.All.Where(table => table.Expires?.Kind == kind))
        {
            var condition = $"{table.Expires!.Column} < @before{Of(table.Workspace, workspace)}";
            if (dryRun)
            {
                total += (int)await database.ScalarAsync<long>($"SELECT COUNT(*) FROM {table.Name} WHERE {condition}", what, cancellationToken);
            }
            else
            {
                total += await StepwiseDeletion.RunAsync(database, table, condition, what, cancellationToken);
            }
        }

        return total;
    }

    private async Task<int> LeftAsync(DateTimeOffset before, bool dryRun, CancellationToken cancellationToken)
    {
        var gone = await map.LeftBeforeAsync(before, cancellationToken);
        foreach (var workspace in dryRun ? [] : gone)
        {
            await workspaces.EraseAsync(workspace, cancellationToken);
        }

        return gone.Count;
    }

    private static string Of(string? expression, string? workspace) => workspace is null ? string.Empty : $" AND {expression} = @workspace";
}

/// <summary>Runs retention once a day, in whichever process comes first.</summary>
public sealed class RetentionTurn(Database database, RetentionSweep sweep, IStoreEngine engine, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Runs it if it is due and returns what was deleted, else null. Called more often, such as every hour.</summary>
    public async Task<IReadOnlyList<RetentionCount>?> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (!await TakeAsync(cancellationToken))
        {
            return null;
        }

        var counts = await sweep.RunAsync(workspace: null, dryRun: false, cancellationToken);
        await engine.CompactAsync(Patience, cancellationToken);
        return counts;
    }

    private async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.ExecuteAsync(
            "UPDATE upkeep SET last_run_at = @now WHERE name = 'retention' AND last_run_at <= @due",
            new { now = now.ToUnixTimeMilliseconds(), due = (now - Interval).ToUnixTimeMilliseconds() },
            cancellationToken) > 0;
    }
}

/// <summary>Deletes many rows in short transactions, so that questions can be stored in between.</summary>
internal static class StepwiseDeletion
{
    public const int RowsPerStep = 500;

    /// <summary>Deletes the rows that meet an SQL condition, and returns their number.</summary>
    /// <param name="table">Deleted in one step if it has no <c>id</c>.</param>
    /// <param name="condition">In SQL.</param>
    public static async Task<int> RunAsync(
        Database database, StoredTable table, string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var sql = table.HasId
            ? $"DELETE FROM {table.Name} WHERE id IN (SELECT id FROM {table.Name} WHERE {condition} LIMIT {RowsPerStep})"
            : $"DELETE FROM {table.Name} WHERE {condition}";
        var total = 0;
        int rows;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows = await connection.ExecuteAsync(sql, parameters);
            total += rows;
        }
        while (table.HasId && rows == RowsPerStep);
        return total;
    }
}
