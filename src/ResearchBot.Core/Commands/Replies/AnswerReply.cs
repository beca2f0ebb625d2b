using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands;

/// <summary>An answer to a question.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Receipt">Its id in the answer log.</param>
public sealed record AnswerReply(Answer Answer, string Receipt) : Reply
{
    /// <summary>What a moderator pinned to the question, which is shown first; null where nothing is.</summary>
    public PinnedAnswer? Pinned { get; init; }

    /// <summary>The language of the bot's own words around it, as an ISO 639-1 code.</summary>
    public string Language { get; init; } = AnswerWording.English;
}
