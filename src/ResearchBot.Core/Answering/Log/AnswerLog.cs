using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Log;

/// <summary>Keeps what was asked and answered.</summary>
public sealed class AnswerLog(Database database, TimeProvider time)
{
    /// <summary>Stores an answer and commits.</summary>
    public async Task SaveAsync(AnswerRecord record, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(record.Answer, AnswerJson.Default.Answer);
        await using var transaction = await database.BeginAsync(cancellationToken);
        await transaction.Connection.ExecuteAsync(
            """
            INSERT INTO answers (id, workspace, platform, channel, is_private, conversation_id, person, question, standalone, outcome, body, hash, elapsed_ms, answered_at)
            VALUES (@Id, @Workspace, @Platform, @Channel, @isPrivate, @Conversation, @Person, @Text, @Standalone, @outcome, @body, @hash, @ElapsedMs, @now)
            """,
            new
            {
                record.Id, record.Audience.Workspace, record.Platform, record.Audience.Channel,
                isPrivate = record.Audience.Person is null ? 0 : 1, record.Conversation, record.Person, record.Question.Text,
                record.Question.Standalone, outcome = record.Answer.Outcome.ToString(),
                body, hash = AnswerRow.HashOf(record.Id, body), record.Answer.ElapsedMs,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken);
        if (record.Trace is not null)
        {
            await transaction.Connection.ExecuteAsync(
                "INSERT INTO answer_traces (answer_id, body) VALUES (@Id, @body)",
                new { record.Id, body = JsonSerializer.Serialize(record.Trace, TraceJson.Default.AnswerTrace) },
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>How an answer was found and checked; null if that was not kept.</summary>
    public async Task<AnswerTrace?> TraceAsync(string id, CancellationToken cancellationToken)
    {
        var body = await database.ScalarAsync<string?>(
            "SELECT body FROM answer_traces WHERE answer_id = @id", new { id }, cancellationToken);
        try
        {
            return body is null ? null : JsonSerializer.Deserialize(body, TraceJson.Default.AnswerTrace);
        }
        catch (JsonException)
        {
            return null; // damaged in the store
        }
    }

    /// <summary>Computes the hashes of all answers that have none, for a store from before there were any.</summary>
    public static async Task HashAllAsync(DbConnection connection)
    {
        foreach (var (id, body) in (await connection.QueryAsync<(string, string)>("SELECT id, body FROM answers WHERE hash = ''")).AsList())
        {
            await connection.ExecuteAsync("UPDATE answers SET hash = @hash WHERE id = @id", new { id, hash = AnswerRow.HashOf(id, body) });
        }
    }

    /// <summary>The answer with a receipt; null if the workspace has none, or it is damaged in the store.</summary>
    public Task<KeptAnswer?> FindAsync(string workspace, string id, CancellationToken cancellationToken) =>
        ReadAsync("workspace = @workspace AND id = @id", new { workspace, id }, cancellationToken);

    /// <summary>The last answer of a conversation that the audience may see; null if there is none.</summary>
    /// <param name="audience">A private answer is visible to its asker only.</param>
    public Task<KeptAnswer?> LastAsync(string conversation, Audience audience, CancellationToken cancellationToken) =>
        ReadAsync(
            "conversation_id = @conversation AND (is_private = 0 OR person = @person)",
            new { conversation, person = audience.Person ?? string.Empty },
            cancellationToken);

    /// <summary>The number of a workspace's answers since a moment, optionally of one person or channel.</summary>
    public async Task<int> CountSinceAsync(string workspace, string? channel, string? person, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var where = (channel is null ? string.Empty : " AND channel = @channel") + (person is null ? string.Empty : " AND person = @person");
        return (int)await database.ScalarAsync<long>(
            $"SELECT COUNT(*) FROM answers WHERE workspace = @workspace AND answered_at >= @since{where}",
            new { workspace, channel, person, since = since.ToUnixTimeMilliseconds() },
            cancellationToken);
    }

    /// <summary>Records which message contains an answer, in the platform's own format.</summary>
    public Task PostedAsync(string workspace, string id, string address, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            "UPDATE answers SET posted_at_address = @address WHERE workspace = @workspace AND id = @id",
            new { workspace, id, address },
            cancellationToken);

    /// <summary>The answer that a message contains, alone or with other messages; null if there is none.</summary>
    /// <param name="message">Its id there. Addresses are channel/message, or channel/message+message.</param>
    public async Task<KeptAnswer?> FindPostedAsync(string workspace, string platform, string message, CancellationToken cancellationToken)
    {
        var near = await database.QueryAsync<(string Id, string Address)>(
            """
            SELECT id, posted_at_address FROM answers
            WHERE workspace = @workspace AND platform = @platform AND posted_at_address IS NOT NULL AND REPLACE(posted_at_address, @message, '') <> posted_at_address
            """,
            new { workspace, platform, message },
            cancellationToken);
        var id = near.FirstOrDefault(one => one.Address[(one.Address.LastIndexOf('/') + 1)..].Split('+').Contains(message)).Id;
        return id is null ? null : await FindAsync(workspace, id, cancellationToken);
    }

    private async Task<KeptAnswer?> ReadAsync(string where, object parameters, CancellationToken cancellationToken)
    {
        var row = await database.FirstOrDefaultAsync<AnswerRow>(
            $"SELECT {AnswerRow.Columns} FROM answers WHERE {where} ORDER BY answered_at DESC, id DESC LIMIT 1", parameters, cancellationToken);
        return row is { IsWhole: true } ? row.ToAnswer() : null;
    }
}

/// <summary>An answer with who asked and where.</summary>
/// <param name="Id">Opaque; shown to the person as the receipt.</param>
/// <param name="Platform">console, discord or slack.</param>
public sealed record AnswerRecord(
    string Id, string Platform, Audience Audience, string? Conversation, string Person, Question Question, Answer Answer)
{
    public AnswerTrace? Trace { get; init; }
}

/// <summary>A row of the table <c>answers</c>; properties are named like its columns.</summary>
internal sealed record AnswerRow(
    string Id, string Workspace, string Platform, string? Channel, long IsPrivate, string? Conversation, string Person,
    string Question, string Standalone, string Body, string Hash, long AnsweredAt, string? PostedAt, long? RetractedAt, string? RetractedBy,
    string? RetractedReason)
{
    public const string Columns =
        """
        id AS Id, workspace AS Workspace, platform AS Platform, channel AS Channel, is_private AS IsPrivate, conversation_id AS Conversation,
        person AS Person, question AS Question, standalone AS Standalone, body AS Body, hash AS Hash, answered_at AS AnsweredAt,
        posted_at_address AS PostedAt, retracted_at AS RetractedAt, retracted_by AS RetractedBy, retracted_reason AS RetractedReason
        """;

    /// <summary>Whether the answer is as it was stored.</summary>
    public bool IsWhole => HashOf(Id, Body) == Hash;

    /// <summary>The hash that is stored with an answer, against bits that change on the disk.</summary>
    public static string HashOf(string id, string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {body}")).AsSpan(0, 16));

    public KeptAnswer ToAnswer() => new(
        Id,
        Workspace,
        Platform,
        Channel,
        IsPrivate != 0,
        Conversation,
        Person,
        new Question(Question, Standalone),
        JsonSerializer.Deserialize(Body, AnswerJson.Default.Answer) ?? throw new InvalidOperationException($"Answer {Id} has no body."),
        DateTimeOffset.FromUnixTimeMilliseconds(AnsweredAt),
        PostedAt,
        RetractedAt is { } at ? new Retraction(RetractedBy ?? string.Empty, DateTimeOffset.FromUnixTimeMilliseconds(at), RetractedReason ?? string.Empty) : null);
}

/// <summary>An answer as it is kept.</summary>
/// <param name="Platform">console, discord or slack.</param>
/// <param name="Channel">Null if there is no channel.</param>
/// <param name="Conversation">Null if it belongs to none.</param>
/// <param name="PostedAt">The message that contains it, in the platform's own format; null if there is none.</param>
/// <param name="Retraction">Null if the answer still counts.</param>
public sealed record KeptAnswer(
    string Id,
    string Workspace,
    string Platform,
    string? Channel,
    bool IsPrivate,
    string? Conversation,
    string Person,
    Question Question,
    Answer Answer,
    DateTimeOffset AnsweredAt,
    string? PostedAt,
    Retraction? Retraction);

/// <summary>A moderator's statement that an answer no longer counts.</summary>
/// <param name="Reason">For its readers; empty if none was given.</param>
public sealed record Retraction(string By, DateTimeOffset At, string Reason);
