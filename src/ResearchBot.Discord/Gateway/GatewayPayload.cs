using System.Text.Json;

namespace ResearchBot.Discord.Gateway;

/// <summary>A payload of the gateway as it came.</summary>
/// <param name="Op">What it is.</param>
/// <param name="Data">Its data.</param>
/// <param name="Sequence">Its number; dispatches only.</param>
/// <param name="Name">The event's name; dispatches only.</param>
internal sealed record GatewayPayload(GatewayOpcode Op, JsonElement Data, long? Sequence, string? Name)
{
    /// <summary>Reads one; null when it is none.</summary>
    public static GatewayPayload? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("op", out var op) || !op.TryGetInt32(out var number))
            {
                return null;
            }

            return new GatewayPayload(
                (GatewayOpcode)number,
                root.TryGetProperty("d", out var data) ? data.Clone() : default,
                root.TryGetProperty("s", out var sequence) && sequence.ValueKind == JsonValueKind.Number ? sequence.GetInt64() : null,
                root.TryGetProperty("t", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
