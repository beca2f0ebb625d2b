using System.Text.Json;

namespace ResearchBot.Core.Answering;

/// <summary>A row of the table <c>answers</c>, its columns by their names.</summary>
internal sealed class AnswerRow
{
    public const string Columns =
        """
        id AS Id, workspace AS Workspace, platform AS Platform, channel AS Channel, is_private AS IsPrivate, conversation_id AS Conversation,
        person AS Person, question AS Question, standalone AS Standalone, body AS Body, answered_at AS AnsweredAt,
        posted_at_address AS PostedAt, retracted_at AS RetractedAt, retracted_by AS RetractedBy, retracted_reason AS RetractedReason
        """;

    public required string Id { get; init; }

    public required string Workspace { get; init; }

    public required string Platform { get; init; }

    public string? Channel { get; init; }

    public required long IsPrivate { get; init; }

    public string? Conversation { get; init; }

    public required string Person { get; init; }

    public required string Question { get; init; }

    public required string Standalone { get; init; }

    public required string Body { get; init; }

    public required long AnsweredAt { get; init; }

    public string? PostedAt { get; init; }

    public long? RetractedAt { get; init; }

    public string? RetractedBy { get; init; }

    public string? RetractedReason { get; init; }

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
