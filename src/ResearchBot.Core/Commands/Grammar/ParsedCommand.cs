namespace ResearchBot.Core.Commands;

/// <summary>A command as it was typed.</summary>
/// <param name="Command">Which.</param>
/// <param name="Arguments">Option name to value.</param>
/// <param name="Paths">The paths of a files option.</param>
public sealed record ParsedCommand(Command Command, IReadOnlyDictionary<string, string> Arguments, IReadOnlyList<string> Paths);
