using System.Text.Json;

namespace ResearchBot.Discord.Payloads;

/// <summary>What was used, and with what.</summary>
/// <param name="Name">The command's name.</param>
/// <param name="Type">1 for a typed command, 3 for one on a message.</param>
/// <param name="Options">Its arguments; of a group the sub-command with its own.</param>
/// <param name="Resolved">What ids in the arguments stand for.</param>
/// <param name="TargetId">The message that a command was used on.</param>
/// <param name="CustomId">Of a button or form: what we gave it.</param>
/// <param name="Components">Of a form: its fields.</param>
internal sealed record InteractionData(
    string? Name,
    int Type,
    IReadOnlyList<InteractionOption>? Options,
    ResolvedData? Resolved,
    string? TargetId,
    string? CustomId,
    JsonElement? Components);

/// <summary>An argument, or a sub-command.</summary>
internal sealed record InteractionOption(
    string Name, int Type, JsonElement? Value, IReadOnlyList<InteractionOption>? Options, bool Focused);

/// <summary>What ids stand for.</summary>
internal sealed record ResolvedData(
    IReadOnlyDictionary<string, Message>? Messages, IReadOnlyDictionary<string, Attachment>? Attachments);
