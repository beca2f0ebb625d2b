namespace ResearchBot.Core.Commands;

/// <summary>What the bot can do.</summary>
/// <param name="Commands">Those that the person may use.</param>
public sealed record HelpReply(IReadOnlyList<Command> Commands) : Reply;
