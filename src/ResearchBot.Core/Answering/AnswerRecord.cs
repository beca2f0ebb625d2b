namespace ResearchBot.Core.Answering;

/// <summary>An answer with who asked and where.</summary>
/// <param name="Id">Opaque; shown to the person as the receipt.</param>
/// <param name="Workspace">The asker's.</param>
/// <param name="Conversation">The conversation that it belongs to, or null.</param>
/// <param name="Person">The asker, as the platform names them.</param>
/// <param name="Question">As asked and standing alone.</param>
/// <param name="Answer">What was answered.</param>
public sealed record AnswerRecord(string Id, string Workspace, string? Conversation, string Person, Question Question, Answer Answer);
