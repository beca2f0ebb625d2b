using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Workspaces;

namespace ResearchBot.Core.Retention;

/// <summary>Deletes what was kept long enough, in small transactions between which questions are kept.</summary>
public sealed class RetentionSweep(
    DbDataSource database,
    AnswerRemoval answers,
    DocumentErasure documents,
    WorkspaceErasure workspaces,
    WorkspaceMap map,
    IOptions<RetentionOptions> options,
    TimeProvider time)
{
    private const int AnswersPerStep = 50;

    /// <summary>What is older than it may be, by kind.</summary>
    /// <param name="workspace">The tenant; null is all of them, and those that left.</param>
    /// <param name="dryRun">Only counts.</param>
    /// <param name="cancellationToken">Ends the work; what was done is done.</param>
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
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
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
                await using var connection = await database.OpenConnectionAsync(cancellationToken);
                total += (int)await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table.Name} WHERE {condition}", what);
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
