namespace ResearchBot.Discord.Payloads;

/// <summary>Somebody in a server.</summary>
/// <param name="User">Who; missing in messages, whose author says it.</param>
/// <param name="Roles">Their roles.</param>
/// <param name="Permissions">What they may do in this channel, as a number in decimal; interactions only.</param>
internal sealed record Member(User? User, IReadOnlyList<string>? Roles, string? Permissions);
