namespace ResearchBot.Core.Answering;

/// <summary>An answer that is shown first to a question.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Channel">Where; null in the whole workspace.</param>
/// <param name="Question">In the words that it was pinned to.</param>
/// <param name="AnswerId">The kept answer.</param>
/// <param name="By">The moderator.</param>
/// <param name="At">When.</param>
public sealed record Pin(string Id, string? Channel, string Question, string AnswerId, string By, DateTimeOffset At);
