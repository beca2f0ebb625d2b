namespace ResearchBot.Slack.Events;

/// <summary>The form that “Not helpful” opens, in which somebody says what is wrong. Their vote counts without it.</summary>
internal static class ReasonForm
{
    public const string Button = "unhelpful";

    private const string Id = "unhelpful_reason";
    private const string Input = "reason";
    private const int Longest = 500;

    public static JsonElement Of(IncomingRequest pressed, string? responseUrl) => JsonSerializer.SerializeToElement(
        new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = Id,
            ["private_metadata"] = JsonSerializer.Serialize(new FormOrigin(pressed.Arguments["answer"], pressed.Channel, pressed.Thread, responseUrl), SlackJson.Default.FormOrigin),
            ["title"] = Plain("What is wrong with it?"),
            ["submit"] = Plain("Send"),
            ["close"] = Plain("Leave it"),
            ["blocks"] = new JsonArray(new JsonObject
            {
                ["type"] = "input",
                ["block_id"] = Input,
                ["label"] = Plain("Your vote counts already. Moderators read what you write here."),
                ["element"] = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = Input, ["multiline"] = true, ["max_length"] = Longest },
            }),
        },
        SlackJson.Default.JsonObject);

    /// <summary>What is wrong with a submission, as its acknowledgement says it; null if nothing is.</summary>
    public static JsonObject? Check(SlackEnvelope envelope) =>
        envelope.Kind == EnvelopeKind.Interaction && SlackJson.TryRead(envelope.Payload, SlackJson.Default.Interaction) is { } used && IsOne(used) && ReasonIn(used) is null
            ? new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { [Input] = "Write what is wrong, or leave it." } }
            : null;

    public static SlackRequest? Read(Interaction used, string installation)
    {
        if (!IsOne(used) || used is not { User.Id: { } user, View.PrivateMetadata: { } carried }
            || ReasonIn(used) is not { } reason || JsonSerializer.Deserialize(carried, SlackJson.Default.FormOrigin) is not { } origin)
        {
            return null;
        }

        return new SlackRequest(
            $"{origin.Channel}/{user}/{used.TriggerId ?? used.View.Id}", user, origin.Channel, "unhelpful", new Dictionary<string, string> { ["answer"] = origin.Answer, ["reason"] = reason })
        {
            Team = installation,
            AuthorTeam = used.User.TeamId ?? used.Team?.Id,
            IsDirect = origin.Channel.StartsWith('D'),
            Thread = origin.Thread,
            ResponseUrl = IncomingReader.UrlOf(origin.ResponseUrl),
            WantsPrivate = true,
        };
    }

    private static bool IsOne(Interaction used) => used is { Type: "view_submission", View.CallbackId: Id };

    private static string? ReasonIn(Interaction used) =>
        used.View!.Value(Input, Input)?.Value is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };
}

/// <summary>What a form carries of the press that opened it; the rights of whoever sends it are looked at then.</summary>
internal sealed record FormOrigin(string Answer, string Channel, string? Thread, string? ResponseUrl);
