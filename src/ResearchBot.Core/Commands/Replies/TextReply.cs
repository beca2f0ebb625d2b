namespace ResearchBot.Core.Commands;

/// <summary>A text of several lines, which is read as it is.</summary>
/// <param name="Text">The text.</param>
public sealed record TextReply(string Text) : Reply;
