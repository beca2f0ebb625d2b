namespace ResearchBot.Core.Answering;

/// <summary>A pinned answer as far as it stands today for those who read it.</summary>
/// <param name="Id">The pin.</param>
/// <param name="PinnedAt">When a moderator pinned it.</param>
/// <param name="Receipt">The kept answer.</param>
/// <param name="Answer">Its statements, checked again against the current versions of its documents.</param>
/// <param name="IsFoundNow">Whether a new search answers the same, so that one of both is enough.</param>
public sealed record PinnedAnswer(string Id, DateTimeOffset PinnedAt, string Receipt, Answer Answer, bool IsFoundNow);
