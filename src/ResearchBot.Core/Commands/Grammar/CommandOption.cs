namespace ResearchBot.Core.Commands;

/// <summary>An argument of a command.</summary>
/// <param name="Name">Lower case; typed as <c>--name</c> where it is not positional.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Help">One line for a person.</param>
/// <param name="Required">Whether the command needs it. Required ones are typed without their name, in their order.</param>
public sealed record CommandOption(string Name, OptionKind Kind, string Help, bool Required = false)
{
    /// <summary>Whether it is typed without its name, after the required ones.</summary>
    public bool IsPositional { get; init; } = Required;

    /// <summary>Whether its value is kept out of the audit.</summary>
    public bool IsSecret { get; init; }
}
