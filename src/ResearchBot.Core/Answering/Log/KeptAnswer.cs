namespace ResearchBot.Core.Answering;

/// <summary>An answer as it is kept.</summary>
/// <param name="Id">The receipt.</param>
/// <param name="Workspace">The tenant.</param>
/// <param name="Platform">console, discord or slack.</param>
/// <param name="Channel">Where it was asked; null where there is no channel.</param>
/// <param name="IsPrivate">Whether the asker alone read it.</param>
/// <param name="Conversation">The conversation that it belongs to, or null.</param>
/// <param name="Person">The asker.</param>
/// <param name="Question">As asked and standing alone.</param>
/// <param name="Answer">What was answered, as it was then.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="PostedAt">The message that holds it, in the platform's own writing; null where there is none.</param>
/// <param name="Retraction">Why it no longer counts; null where it does.</param>
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
