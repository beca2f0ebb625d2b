namespace ResearchBot.Core.Commands;

/// <summary>Something was done, and nothing needs to be shown but that.</summary>
/// <param name="Message">What was done, and how to take it back where that is possible.</param>
public sealed record DoneReply(string Message) : Reply;
