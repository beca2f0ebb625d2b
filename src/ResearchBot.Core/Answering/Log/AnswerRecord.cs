using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Answering;

/// <summary>An answer with who asked and where.</summary>
/// <param name="Id">Opaque; shown to the person as the receipt.</param>
/// <param name="Platform">console, discord or slack.</param>
/// <param name="Audience">Who reads it.</param>
/// <param name="Conversation">The conversation that it belongs to, or null.</param>
/// <param name="Person">The asker, as the platform names them.</param>
/// <param name="Question">As asked and standing alone.</param>
/// <param name="Answer">What was answered.</param>
public sealed record AnswerRecord(
    string Id, string Platform, Audience Audience, string? Conversation, string Person, Question Question, Answer Answer)
{
    /// <summary>How it was found and checked.</summary>
    public AnswerTrace? Trace { get; init; }
}
