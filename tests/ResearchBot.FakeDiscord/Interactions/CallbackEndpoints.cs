using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Rest;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Interactions;

/// <summary>POST interactions/{id}/{token}/callback: once, within three seconds.</summary>
internal sealed class CallbackEndpoints(World world, MessageBook book, Record record)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public void Map(RestPipeline rest) =>
        rest.Map("POST", "interactions/{interaction}/{token}/callback", Answer, BucketRule.Usual, Access.Interaction);

    private RestResult Answer(RestCall call)
    {
        var age = TimeSpan.Zero;
        if (!world.Interactions.TryGetValue(call["interaction"], out var interaction)
            || interaction.Token != call["token"]
            || (interaction.Callback is null && (age = world.Clock.GetUtcNow() - interaction.Created) > Patience))
        {
            throw DiscordError.UnknownInteraction;
        }

        if (interaction.Callback is not null)
        {
            throw DiscordError.AlreadyAcknowledged;
        }

        var type = (int)(call.Required.Number("type") ?? 0);
        CheckType(interaction, type);
        var data = call with { Body = call.Body.Field("data")?.DeepClone() ?? new JsonObject() };
        switch (type)
        {
            case 4:
                var draft = MessageDraft.Read(world, data, interaction.Channel.Id, before: null);
                draft = draft with { Flags = draft.Flags | Ephemeral(data.Body) };
                MessageRules.Check(draft, data.Body);
                interaction.Original = book.Post(draft, interaction.Channel, world.Bot, data.Body, interaction);
                break;
            case 5:
                var waiting = new MessageDraft("", [], [], [], MessageFlags.Loading | Ephemeral(data.Body));
                interaction.Original = book.Post(waiting, interaction.Channel, world.Bot, data.Body, interaction);
                break;
            case 6:
                interaction.Original = interaction.Source;
                break;
            case 7:
                var changed = MessageDraft.Read(world, data, interaction.Channel.Id, interaction.Source);
                MessageRules.Check(changed, data.Body);
                book.Edit(interaction.Source!, changed, data.Body);
                interaction.Original = interaction.Source;
                break;
            case 8:
                CheckChoices(data.Body);
                interaction.Choices = (JsonArray)data.Body.Field("choices")!.DeepClone();
                break;
            case 9:
                ModalRules.Check(data.Body);
                interaction.Modal = data.Body;
                break;
        }

        interaction.Acknowledge(type, age);
        record.Happened("interaction acknowledged");
        return call.Query("with_response") == "true" ? RestResult.Ok(Response(interaction, type)) : RestResult.NoContent;
    }

    private static void CheckType(Interaction interaction, int type)
    {
        int[] allowed = interaction.Type switch
        {
            4 => [8],
            2 => [4, 5, 9],
            3 => [4, 5, 6, 7, 9],
            5 when interaction.Source is not null => [4, 5, 6, 7],
            _ => [4, 5],
        };
        if (!allowed.Contains(type))
        {
            var errors = new FormErrors();
            errors.Add("type", "INTERACTION_CALLBACK_TYPE_INVALID", $"Interaction callback type {type} is not allowed here.");
            errors.ThrowIfAny();
        }
    }

    private static MessageFlags Ephemeral(JsonNode? data) => (MessageFlags)(data.Number("flags") ?? 0) & MessageFlags.Ephemeral;

    private static void CheckChoices(JsonNode? data)
    {
        var errors = new FormErrors();
        if (data.Field("choices") is not JsonArray choices)
        {
            errors.Add("data.choices", "BASE_TYPE_REQUIRED", "This field is required");
        }
        else
        {
            errors.Count("data.choices", choices.Count, 0, 25);
            for (var at = 0; at < choices.Count; at++)
            {
                errors.Length($"data.choices.{at}.name", choices[at].Text("name"), 1, 100);
                errors.Length($"data.choices.{at}.value", choices[at].Field("value")?.ToString(), 1, 100);
            }
        }

        errors.ThrowIfAny();
    }

    private JsonObject Response(Interaction interaction, int type)
    {
        var answer = new JsonObject { ["id"] = interaction.Id, ["type"] = interaction.Type };
        var resource = new JsonObject { ["type"] = type };
        if (interaction.Original is { } message)
        {
            answer["response_message_id"] = message.Id;
            answer["response_message_loading"] = message.IsPlaceholder;
            answer["response_message_ephemeral"] = message.IsEphemeral;
            resource["message"] = MessageJson.Of(world, message, withContent: true);
        }

        return new JsonObject { ["interaction"] = answer, ["resource"] = resource };
    }
}

/// <summary>webhooks/{application}/{token}: the original answer and follow-ups, for fifteen minutes.</summary>
internal sealed class FollowUpEndpoints(World world, MessageBook book)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    public void Map(RestPipeline rest)
    {
        Map("POST", "", Create);
        Map("GET", "/messages/{message}", call => RestResult.Ok(Show(Find(call))));
        Map("PATCH", "/messages/{message}", Edit);
        Map("DELETE", "/messages/{message}", Delete);

        void Map(string method, string rest2, Func<RestCall, RestResult> work) =>
            rest.Map(method, $"webhooks/{{application}}/{{token}}{rest2}", work, BucketRule.Webhook, Access.Interaction);
    }

    private RestResult Create(RestCall call)
    {
        var interaction = Interaction(call);
        var ephemeral = (MessageFlags)(call.Required.Number("flags") ?? 0) & MessageFlags.Ephemeral;

        // The first follow-up after a deferral takes the placeholder's place, whatever flag it has itself.
        if (interaction.Original is { IsPlaceholder: true, Deleted: false } placeholder)
        {
            return Change(call, placeholder);
        }

        if (interaction.UserInstalledOnly && interaction.FollowUps >= 5)
        {
            throw new DiscordError(400, 40094, "Maximum number of follow-up messages for this interaction reached");
        }

        var draft = MessageDraft.Read(world, call, interaction.Channel.Id, before: null);
        draft = draft with { Flags = draft.Flags | ephemeral };
        MessageRules.Check(draft, call.Body);
        interaction.FollowUps++;
        return RestResult.Ok(Show(book.Post(draft, interaction.Channel, world.Bot, call.Body, interaction)));
    }

    private RestResult Edit(RestCall call) => Change(call, Find(call));

    private RestResult Change(RestCall call, StoredMessage message)
    {
        var draft = MessageDraft.Read(world, call, message.ChannelId, message);
        MessageRules.Check(draft, call.Body);
        book.Edit(message, draft, call.Body);
        return RestResult.Ok(Show(message));
    }

    private RestResult Delete(RestCall call)
    {
        book.Delete(Find(call));
        return RestResult.NoContent;
    }

    private StoredMessage Find(RestCall call)
    {
        var interaction = Interaction(call);
        var message = call["message"] == "@original" ? interaction.Original : world.Messages.GetValueOrDefault(call["message"]);
        return message is { Deleted: false } && (message == interaction.Original || message.InteractionId == interaction.Id)
            ? message : throw DiscordError.UnknownMessage;
    }

    private Interaction Interaction(RestCall call)
    {
        var interaction = world.Interactions.Values.FirstOrDefault(one => one.Token == call["token"]);
        return call["application"] != world.Bot.Id || interaction?.Callback is null ? throw DiscordError.UnknownWebhook
            : world.Clock.GetUtcNow() - interaction.Created > TokenLife ? throw DiscordError.InvalidWebhookToken
            : interaction;
    }

    private JsonObject Show(StoredMessage message) => MessageJson.Of(world, message, withContent: true);
}
