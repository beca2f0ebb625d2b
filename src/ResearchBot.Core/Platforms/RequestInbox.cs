using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Platforms;

/// <summary>
/// What platforms handed over, so that each event is answered once, over duplicates, replays and restarts. An event whose process
/// was killed stays open, and the next process runs it again.
/// </summary>
public sealed class RequestInbox(Database database, TimeProvider time)
{
    private const string Columns =
        """
        id AS Id, workspace AS Workspace, person AS Person, payload AS Payload, received_at AS ReceivedAt, done_at AS DoneAt,
        reply_address AS ReplyAddress, answer_id AS AnswerId
        """;

    /// <summary>Keeps an event that is about to be run. Returns when it is committed.</summary>
    /// <param name="platform">discord or slack.</param>
    /// <param name="id">The platform's own id of the event, the same however often it is sent.</param>
    /// <param name="workspace">The tenant.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="payload">What it takes to run it again.</param>
    /// <returns>True the first time only: whoever gets false does nothing.</returns>
    public Task<bool> BeginAsync(string platform, string id, string workspace, string person, string payload, CancellationToken cancellationToken) =>
        BeginAsync(platform, id, eventId: null, workspace, person, payload, cancellationToken);

    /// <summary>Keeps an event that is known by two ids: what it is about, and its own. Each alone is enough to know it again.</summary>
    /// <param name="platform">discord or slack.</param>
    /// <param name="id">What it is about, such as a message.</param>
    /// <param name="eventId">The event's own id; null where it has none.</param>
    /// <param name="workspace">The tenant.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="payload">What it takes to run it again.</param>
    /// <returns>True the first time only: whoever gets false does nothing.</returns>
    public async Task<bool> BeginAsync(string platform, string id, string? eventId, string workspace, string person, string payload, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            """
            INSERT INTO received_requests (platform, id, event_id, workspace, person, payload, received_at)
            VALUES (@platform, @id, @eventId, @workspace, @person, @payload, @now) ON CONFLICT DO NOTHING
            """,
            new { platform, id, eventId, workspace, person, payload, now = Now },
            cancellationToken) > 0;

    /// <summary>Notes that an event was replied to. Its payload, in which a question may stand, goes.</summary>
    /// <param name="platform">discord or slack.</param>
    /// <param name="id">The event.</param>
    /// <param name="replyAddress">The message with the reply; null where there is none.</param>
    /// <param name="answerId">The receipt of the answer in it; null where there is none.</param>
    public Task DoneAsync(string platform, string id, string? replyAddress, string? answerId, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        UPDATE received_requests SET payload = '', done_at = @now, reply_address = @replyAddress, answer_id = @answerId
        WHERE platform = @platform AND id = @id
        """,
        new { platform, id, replyAddress, answerId, now = Now },
        cancellationToken);

    /// <summary>
    /// Forgets an event that was certainly not run, so that it can come again. One that is to be run by the next process needs
    /// nothing: it stays open.
    /// </summary>
    public Task GiveBackAsync(string platform, string id, CancellationToken cancellationToken) => database.ExecuteAsync(
        "DELETE FROM received_requests WHERE platform = @platform AND id = @id AND done_at IS NULL", new { platform, id }, cancellationToken);

    /// <summary>
    /// The events that were begun and not done, oldest first. For a process that starts and is the only one on its platform: those
    /// that another one is running are open too.
    /// </summary>
    /// <param name="platform">discord or slack.</param>
    /// <param name="youngerThan">Older ones come too late to be answered.</param>
    public Task<IReadOnlyList<ReceivedRequest>> OpenAsync(string platform, TimeSpan youngerThan, CancellationToken cancellationToken) => ReadAsync(
        "platform = @platform AND done_at IS NULL AND received_at > @since",
        new { platform, since = Now - (long)youngerThan.TotalMilliseconds },
        cancellationToken);

    /// <summary>One event; null when it never came, or was forgotten.</summary>
    public async Task<ReceivedRequest?> FindAsync(string platform, string id, CancellationToken cancellationToken) =>
        (await ReadAsync("platform = @platform AND id = @id", new { platform, id }, cancellationToken)).SingleOrDefault();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<IReadOnlyList<ReceivedRequest>> ReadAsync(string where, object parameters, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<Row>(
            $"SELECT {Columns} FROM received_requests WHERE {where} ORDER BY received_at, id", parameters, cancellationToken);
        return [.. rows.Select(row => new ReceivedRequest(
            row.Id, row.Workspace, row.Person, row.Payload, DateTimeOffset.FromUnixTimeMilliseconds(row.ReceivedAt), row.DoneAt is not null, row.ReplyAddress, row.AnswerId))];
    }

    private sealed record Row(
        string Id, string Workspace, string Person, string Payload, long ReceivedAt, long? DoneAt, string? ReplyAddress,
        string? AnswerId);
}

/// <summary>Something that a platform handed over, and what became of it.</summary>
/// <param name="Id">The platform's own id of the event.</param>
/// <param name="Workspace">The tenant.</param>
/// <param name="Person">Who asked.</param>
/// <param name="Payload">The event as it came; empty once it is done.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="IsDone">Whether it was replied to.</param>
/// <param name="ReplyAddress">The message with the reply, in the platform's own writing; null where there is none.</param>
/// <param name="AnswerId">The receipt of the answer in it; null where there is none.</param>
public sealed record ReceivedRequest(
    string Id, string Workspace, string Person, string Payload, DateTimeOffset ReceivedAt, bool IsDone, string? ReplyAddress, string? AnswerId);
