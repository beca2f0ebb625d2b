namespace ResearchBot.Core.Platforms;

/// <summary>Something that a platform handed over, and what became of it.</summary>
/// <param name="Id">The platform's own id of the event.</param>
/// <param name="Workspace">The tenant.</param>
/// <param name="Person">Who asked.</param>
/// <param name="Payload">The event as it came; empty once it is done.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="IsDone">Whether it was replied to.</param>
/// <param name="ReplyAddress">The message with the reply, in the platform's own writing; null where there is none.</param>
/// <param name="AnswerId">The receipt of the answer in it; null where there is none.</param>
public sealed record ReceivedRequest(
    string Id, string Workspace, string Person, string Payload, DateTimeOffset ReceivedAt, bool IsDone, string? ReplyAddress, string? AnswerId);
