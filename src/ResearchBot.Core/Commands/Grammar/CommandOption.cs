namespace ResearchBot.Core.Commands;

/// <summary>An argument of a command.</summary>
/// <param name="Name">Lower case; typed as <c>--name</c> where it is not positional.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Help">One line for a person.</param>
/// <param name="Required">Whether the command needs it. Required ones are positional, in their order.</param>
public sealed record CommandOption(string Name, OptionKind Kind, string Help, bool Required = false);
