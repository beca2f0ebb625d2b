using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Feedback.Unanswered;

/// <summary>Somebody who waits for an answer.</summary>
/// <param name="Person">Who.</param>
/// <param name="From">Where they are told.</param>
/// <param name="Channel">The channel that reads it too; null where there is none.</param>
/// <param name="IsPrivate">Whether they alone read it.</param>
public sealed record Asker(string Person, ReplyAddress From, string? Channel, bool IsPrivate);
