namespace ResearchBot.Core.Commands;

/// <summary>What the bot can do. One command alone is shown in full, with its options; several with a line each, by who may use them.</summary>
/// <param name="Commands">Those that were asked about, or that the person may use.</param>
public sealed record HelpReply(IReadOnlyList<Command> Commands) : Reply;
