using System.Text.Json.Nodes;

namespace ResearchBot.Slack.Envelopes;

/// <summary>
/// Makes the answer that goes out with an acknowledgement, such as what is wrong with a form. It stands between Slack's three seconds
/// and the acknowledgement, so it waits for nothing: no store, no network.
/// </summary>
/// <param name="envelope">One that takes an answer.</param>
/// <returns>Null where the acknowledgement says nothing.</returns>
internal delegate JsonObject? AnswerEnvelope(SlackEnvelope envelope);

/// <summary>The answers of acknowledgements.</summary>
internal sealed class EnvelopeAnswers(AnswerEnvelope answer)
{
    /// <summary>What a person reads whose command finds no room in the queue.</summary>
    public const string Busy = "The bot has too much to do just now, and has not taken this. Try again in a minute.";

    /// <summary>The answer of an envelope that was taken; null where there is none.</summary>
    public JsonObject? Of(SlackEnvelope envelope) => envelope.TakesAnswer ? answer(envelope) : null;

    /// <summary>The answer of one that was not taken; null where the acknowledgement cannot say it.</summary>
    public static JsonObject? OfRefused(SlackEnvelope envelope) =>
        envelope is { Kind: EnvelopeKind.SlashCommand, TakesAnswer: true } ? new JsonObject { ["response_type"] = "ephemeral", ["text"] = Busy } : null;
}
