using System.Text.Json;

namespace ResearchBot.Discord.Gateway;

/// <summary>Something that happened on Discord. After a resume it may come once more.</summary>
/// <param name="Name">Such as MESSAGE_CREATE.</param>
/// <param name="Data">As it was sent.</param>
/// <param name="ReceivedAt">A timestamp of the <see cref="TimeProvider"/>; deadlines count from here, never from a clock of Discord's.</param>
public sealed record GatewayEvent(string Name, JsonElement Data, long ReceivedAt);
