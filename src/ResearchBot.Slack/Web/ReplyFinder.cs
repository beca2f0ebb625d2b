using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.Slack.Web;

/// <summary>Tells what stands on Slack, where the bot's own notes do not: after a crash, and after a post without an answer.</summary>
internal sealed class ReplyFinder(SlackWeb slack, SlackIdentity self)
{
    /// <summary>Whether a question was deleted while no process was there to be told.</summary>
    public async Task<bool> IsGoneAsync(string channel, string? thread, string ts, CancellationToken cancellationToken) =>
        await FirstAsync(slack.ReadThreadAsync(channel, thread ?? ts, cancellationToken), message => message.Ts == ts && message.Subtype != "tombstone", cancellationToken) is null;

    /// <summary>The time of a part of a reply; null if it does not stand there.</summary>
    /// <param name="thread">The thread's first message; null looks beside threads.</param>
    public Task<string?> FindAsync(string channel, string? thread, string after, string question, int part, CancellationToken cancellationToken) => FirstAsync(
        thread is null ? slack.ReadAfterAsync(channel, after, cancellationToken) : slack.ReadThreadAsync(channel, thread, cancellationToken),
        message => message.User == self.User && ReplyMark.IsOn(message, question, part),
        cancellationToken);

    private static async Task<string?> FirstAsync(IAsyncEnumerable<Message> messages, Func<Message, bool> condition, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in messages.WithCancellation(cancellationToken))
            {
                if (condition(message))
                {
                    return message.Ts;
                }
            }
        }
        catch (SlackException gone) when (gone.Code == "thread_not_found")
        {
            // Nothing stands in a thread that is gone.
        }

        return null;
    }
}

/// <summary>Says in a message's metadata what it replies to, so that it is known again after a crash, and after a post without an answer. Everybody
/// may read metadata: the mark tells nothing.</summary>
internal static class ReplyMark
{
    /// <summary>The part that is shown before the reply: a process that finds it after a crash has still to reply.</summary>
    public const int Progress = -1;

    private const string Type = "researchbot_reply";
    private const int Characters = 24;

    public static JsonObject Of(string question, int part) => new()
    {
        ["event_type"] = Type,
        ["event_payload"] = new JsonObject { ["to"] = Hash(question), ["part"] = part },
    };

    /// <summary>Which part of a reply a post is; null if it is none.</summary>
    public static int? PartOf(PostKey? key) => key?.Purpose switch
    {
        "progress" => Progress,
        "reply" or "direct" => key.Part,
        _ => null,
    };

    public static bool IsOn(Message message, string question, int part) =>
        message.Metadata is { EventType: Type, EventPayload: { ValueKind: JsonValueKind.Object } payload }
        && payload.TryGetProperty("to", out var to) && to.ValueEquals(Hash(question))
        && payload.TryGetProperty("part", out var number) && number.GetInt32() == part;

    private static string Hash(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..Characters];
}
