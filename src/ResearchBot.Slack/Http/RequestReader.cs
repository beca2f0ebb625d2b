using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using ResearchBot.Slack.Events;

namespace ResearchBot.Slack.Http;

/// <summary>Reads what is in a request whose signature holds.</summary>
internal static class RequestReader
{
    /// <summary>The challenge, where this is Slack's question whether the address is ours; null where it is not.</summary>
    public static string? Challenge(JsonElement payload) =>
        Text(payload, "type") == "url_verification" ? Text(payload, "challenge") ?? string.Empty : null;

    /// <summary>The payload: JSON, JSON in a form's field, or a form; null where it is none of them.</summary>
    public static (EnvelopeKind Kind, JsonElement Payload)? Read(string? contentType, byte[] body)
    {
        try
        {
            if (!IsForm(contentType))
            {
                return Parse(body) is { } json ? (EnvelopeKind.Event, json) : null;
            }

            var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
            if (fields.TryGetValue("payload", out var payload))
            {
                return Parse(Encoding.UTF8.GetBytes(payload.ToString())) is { } json ? (EnvelopeKind.Interaction, json) : null;
            }

            if (!fields.ContainsKey("command"))
            {
                return null;
            }

            var command = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.ToString())));
            return (EnvelopeKind.SlashCommand, JsonSerializer.SerializeToElement(command));
        }
        catch (Exception other) when (other is JsonException or ArgumentException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether this only asks whether the address answers: it is not signed, and nothing is done for it.</summary>
    public static bool IsTlsCheck(string? contentType, byte[] body) =>
        IsForm(contentType) && $"&{Encoding.Latin1.GetString(body)}&".Contains("&ssl_check=1&", StringComparison.Ordinal);

    private static bool IsForm(string? contentType) => contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static JsonElement? Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
