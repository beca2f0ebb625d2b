using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Limits;
using ResearchBot.FakeDiscord.Messages;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Interactions;

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
