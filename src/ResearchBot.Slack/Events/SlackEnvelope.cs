using System.Text.Json;

namespace ResearchBot.Slack.Events;

/// <summary>Something that happened on Slack, acknowledged already. The same from Socket Mode and from HTTP mode. It may come again: whoever reads it
/// knows an event by its id, and a message by channel and time.</summary>
/// <param name="Payload">As it was sent; a slash command's form fields are an object of texts.</param>
/// <param name="ReceivedAt">A timestamp of the <see cref="TimeProvider"/>.</param>
internal sealed record SlackEnvelope(EnvelopeKind Kind, JsonElement Payload, long ReceivedAt)
{
    /// <summary>How often Slack has sent it before; a first retry has 1.</summary>
    public int RetryAttempt { get; init; }

    /// <summary>Why Slack sent it again, such as <c>timeout</c>; null if it did not.</summary>
    public string? RetryReason { get; init; }

    public bool TakesAnswer { get; init; }
}

/// <summary>What an envelope carries.</summary>
internal enum EnvelopeKind
{
    /// <summary>An event: <see cref="Payloads.EventCallback"/>. Slack sends it again where it is not acknowledged.</summary>
    Event,

    /// <summary>A command with a slash: <see cref="Payloads.SlashCommand"/>. It is sent once.</summary>
    SlashCommand,

    /// <summary>A button, a shortcut or a form: <see cref="Payloads.Interaction"/>. It is sent once.</summary>
    Interaction,
}
