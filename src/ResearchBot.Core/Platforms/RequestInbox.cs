namespace ResearchBot.Core.Platforms;

/// <summary>Events received from platforms, so that each is answered once despite duplicates, replays and restarts. An event whose process was killed stays
/// open for the next process.</summary>
public sealed class RequestInbox(Database database, TimeProvider time)
{
    private const string Columns =
        """
        id AS Id, workspace AS Workspace, person AS Person, payload AS Payload, received_at AS ReceivedAt, done_at AS DoneAt,
        reply_address AS ReplyAddress, answer_id AS AnswerId
        """;

    /// <summary>Stores an event that is about to run, and commits. Returns true only the first time; on false the caller must do nothing.</summary>
    /// <param name="id">The platform's own id of the event, the same for every delivery.</param>
    /// <param name="payload">Everything needed to run it again.</param>
    public Task<bool> BeginAsync(string platform, string id, string workspace, string person, string payload, CancellationToken cancellationToken) =>
        BeginAsync(platform, id, eventId: null, workspace, person, payload, cancellationToken);

    /// <summary>Stores an event with two ids, that of its subject (such as a message) and its own if there is one. Either alone identifies it.</summary>
    public async Task<bool> BeginAsync(string platform, string id, string? eventId, string workspace, string person, string payload, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            """
            INSERT INTO received_requests (platform, id, event_id, workspace, person, payload, received_at)
            VALUES (@platform, @id, @eventId, @workspace, @person, @payload, @now) ON CONFLICT DO NOTHING
            """,
            new { platform, id, eventId, workspace, person, payload, now = Now },
            cancellationToken) > 0;

    /// <summary>Marks an event as replied to and deletes its payload, which may contain a question.</summary>
    /// <param name="replyAddress">The message with the reply; null if there is none.</param>
    /// <param name="answerId">The receipt of the answer in it; null if there is none.</param>
    public Task DoneAsync(string platform, string id, string? replyAddress, string? answerId, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        UPDATE received_requests SET payload = '', done_at = @now, reply_address = @replyAddress, answer_id = @answerId
        WHERE platform = @platform AND id = @id
        """,
        new { platform, id, replyAddress, answerId, now = Now },
        cancellationToken);

    /// <summary>Forgets an event that was certainly not run, so that it can be delivered again. Not needed for an event that the next process should
    /// run.</summary>
    public Task GiveBackAsync(string platform, string id, CancellationToken cancellationToken) => database.ExecuteAsync(
        "DELETE FROM received_requests WHERE platform = @platform AND id = @id AND done_at IS NULL", new { platform, id }, cancellationToken);

    /// <summary>Events that were begun and not done, oldest first. Only meaningful at startup of a platform's only process, since events running elsewhere
    /// are open too.</summary>
    /// <param name="youngerThan">Older events are too late to answer.</param>
    public Task<IReadOnlyList<ReceivedRequest>> OpenAsync(string platform, TimeSpan youngerThan, CancellationToken cancellationToken) => ReadAsync(
        "platform = @platform AND done_at IS NULL AND received_at > @since",
        new { platform, since = Now - (long)youngerThan.TotalMilliseconds },
        cancellationToken);

    /// <summary>One event; null if it never arrived or was forgotten.</summary>
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

/// <summary>An event received from a platform, and its state.</summary>
/// <param name="Payload">The raw event; empty once it is done.</param>
/// <param name="ReplyAddress">The message with the reply, in the platform's own format; null if there is none.</param>
/// <param name="AnswerId">The receipt of the answer in it; null if there is none.</param>
public sealed record ReceivedRequest(
    string Id, string Workspace, string Person, string Payload, DateTimeOffset ReceivedAt, bool IsDone, string? ReplyAddress, string? AnswerId);
