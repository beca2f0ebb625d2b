using ResearchBot.Core.Answering;

namespace ResearchBot.Core.Commands;

/// <summary>An answer to a question.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Receipt">Its id in the answer log.</param>
public sealed record AnswerReply(Answer Answer, string Receipt) : Reply;
