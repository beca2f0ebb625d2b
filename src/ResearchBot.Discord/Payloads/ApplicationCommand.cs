using System.Text.Json.Serialization;

namespace ResearchBot.Discord.Payloads;

/// <summary>A command as Discord knows it.</summary>
/// <param name="Description">1 to 100 characters; empty for a command on a message.</param>
internal sealed record ApplicationCommand(
    string Name, int Type, string Description, IReadOnlyList<ApplicationCommandOption>? Options, IReadOnlyList<int>? Contexts);

/// <summary>An argument of a command, or a sub-command.</summary>
internal sealed record ApplicationCommandOption(int Type, string Name, string Description)
{
    public bool? Required { get; init; }
    public bool? Autocomplete { get; init; }
    public int? MaxLength { get; init; }
    public int? MinValue { get; init; }
    public IReadOnlyList<ApplicationCommandOption>? Options { get; init; }
}
