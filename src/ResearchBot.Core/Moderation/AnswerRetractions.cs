using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Moderation;

/// <summary>Retracts answers, and has their messages replaced where they are known.</summary>
public sealed class AnswerRetractions(Database database, NoticeOutbox outbox, TimeProvider time)
{
    public async Task<bool> RetractAsync(KeptAnswer answer, string reason, string by, CancellationToken cancellationToken)
    {
        await MarkAsync(answer, by, reason, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
        return await TellAsync(
            answer, NoticeKind.Replace, reason.Length == 0 ? "A moderator retracted this answer." : $"A moderator retracted this answer: {reason}", null, cancellationToken);
    }

    public async Task<bool> RestoreAsync(KeptAnswer answer, CancellationToken cancellationToken)
    {
        await MarkAsync(answer, null, null, null, cancellationToken);
        return await TellAsync(answer, NoticeKind.Replace, "A moderator restored this answer.", answer.Id, cancellationToken);
    }

    /// <summary>Has the messages replaced that quote a passage, among the last 50 answers citing its document; returns their number.</summary>
    public async Task<int> ReplaceCitingAsync(string workspace, Citation quoted, string text, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<AnswerRow>(
            $"""
            SELECT {AnswerRow.Columns} FROM answers
            WHERE workspace = @workspace AND posted_at_address IS NOT NULL AND retracted_at IS NULL AND body LIKE @named
            ORDER BY answered_at DESC, id DESC LIMIT 50
            """,
            new { workspace, named = $"%\"{quoted.Document.Id}\"%" },
            cancellationToken);
        var citing = rows.Where(row => row.IsWhole).Select(row => row.ToAnswer()).Where(answer => answer.Answer.Citations.Concat(answer.Answer.Closest).Any(other => AreOne(quoted, other))).ToArray();
        foreach (var answer in citing)
        {
            await TellAsync(answer, NoticeKind.Replace, text, null, cancellationToken);
        }

        return citing.Length;
    }

    private static bool AreOne(Citation quoted, Citation other) =>
        other.Document.Id == quoted.Document.Id
        && ((other.Document.Version == quoted.Document.Version && other.Start < quoted.End && quoted.Start < other.End)
            || ResearchBot.Core.Documents.SameWords.AreIn(other.Excerpt, quoted.Excerpt));

    private async Task<bool> TellAsync(KeptAnswer answer, NoticeKind kind, string text, string? shown, CancellationToken cancellationToken)
    {
        if (answer.PostedAt is null)
        {
            return false;
        }

        await outbox.AddAsync(answer.Workspace, new ReplyAddress(answer.Platform, answer.PostedAt), kind, text, shown, cancellationToken);
        return true;
    }

    private Task<int> MarkAsync(KeptAnswer answer, string? by, string? reason, long? at, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            UPDATE answers SET retracted_at = @at, retracted_by = @by, retracted_reason = @reason
            WHERE workspace = @Workspace AND id = @Id
            """,
            new { answer.Workspace, answer.Id, at, by, reason },
            cancellationToken);
}
