using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ResearchBot.Slack.Payloads;

namespace ResearchBot.Slack.Replies;

/// <summary>
/// Says in a message's metadata what it replies to, so that it is known again after a crash, and after a post without an answer.
/// Everybody may read metadata: the mark tells nothing.
/// </summary>
internal static class ReplyMark
{
    private const string Type = "researchbot_reply";
    private const int Characters = 24;

    /// <summary>The mark of a part of a reply.</summary>
    /// <param name="question">The id of what it replies to.</param>
    /// <param name="part">Its number.</param>
    public static JsonObject Of(string question, int part) => new()
    {
        ["event_type"] = Type,
        ["event_payload"] = new JsonObject { ["to"] = Hash(question), ["part"] = part },
    };

    /// <summary>Whether a message is that part.</summary>
    public static bool IsOn(Message message, string question, int part) =>
        message.Metadata is { EventType: Type, EventPayload: { ValueKind: JsonValueKind.Object } payload }
        && payload.TryGetProperty("to", out var to) && to.ValueEquals(Hash(question))
        && payload.TryGetProperty("part", out var number) && number.GetInt32() == part;

    private static string Hash(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..Characters];
}
