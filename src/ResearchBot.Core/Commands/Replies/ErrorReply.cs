namespace ResearchBot.Core.Commands;

/// <summary>The request could not be met.</summary>
/// <param name="Id">The log has the details under it.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsFailure">True when something is broken; false when the request was wrong.</param>
public sealed record ErrorReply(string Id, string Message, bool IsFailure) : Reply;
