using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Rendering;

/// <summary>The one place where messages are made: components only, which preview no link, and nobody is mentioned.</summary>
internal static class OutgoingGate
{
    private const int ComponentsOnly = 1 << 15;
    private const int Ephemeral = 1 << 6;

    /// <param name="rendered">What is shown.</param>
    /// <param name="isPrivate">Whether one person alone sees it; only an interaction can be answered so.</param>
    /// <param name="nonce">The same for every attempt of one send, at most 25 characters; null for edits and interactions.</param>
    /// <param name="replyTo">The message that it replies to, which may be gone by then; null where there is none.</param>
    public static OutgoingMessage ToMessage(RenderedMessage rendered, bool isPrivate, string? nonce, string? replyTo) =>
        new(rendered.Components, ComponentsOnly | (isPrivate ? Ephemeral : 0))
        {
            Files = rendered.Files,
            Nonce = nonce,
            MessageReference = replyTo is null ? null : new MessageReference(replyTo, FailIfNotExists: false),
        };
}
