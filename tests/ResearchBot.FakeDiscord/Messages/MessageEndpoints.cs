using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>channels/{channel}/messages and typing.</summary>
internal sealed class MessageEndpoints(World world, MessageBook book, ThreadBook threads, Record record)
{
    private static readonly TimeSpan NonceLife = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, (StoredMessage Message, DateTimeOffset At)> _nonces = [];

    public void Map(RestPipeline rest)
    {
        rest.Map("POST", "channels/{channel}/messages", Create, BucketRule.MessageCreate);
        rest.Map("GET", "channels/{channel}/messages", List);
        rest.Map("GET", "channels/{channel}/messages/{message}", call => RestResult.Ok(Show(Find(call, Permission.ReadMessageHistory))));
        rest.Map("PATCH", "channels/{channel}/messages/{message}", Edit, BucketRule.MessageEdit);
        rest.Map("DELETE", "channels/{channel}/messages/{message}", Delete, BucketRule.MessageDelete);
        rest.Map("POST", "channels/{channel}/typing", Typing, BucketRule.Typing);
        rest.Map("PUT", "channels/{channel}/messages/{message}/reactions/{emoji}/@me", React, BucketRule.Reaction);
    }

    private RestResult Create(RestCall call)
    {
        var channel = world.Writable(call["channel"]);
        var body = call.Required;
        var nonce = body.Field("nonce")?.ToString();
        if (nonce is not null && body.Truth("enforce_nonce") && _nonces.TryGetValue(nonce, out var earlier) && world.Clock.GetUtcNow() - earlier.At < NonceLife)
        {
            record.Happened("nonce repeated");
            return earlier.Message.Deleted ? throw DiscordError.UnknownMessage : RestResult.Ok(Show(earlier.Message));
        }

        var draft = MessageDraft.Read(world, call, channel.Id, before: null);
        MessageRules.Check(draft, body);
        if (draft.Attachments.Count > 0)
        {
            world.ChannelFor(channel.Id, Permission.AttachFiles);
        }

        var message = book.Post(draft, channel, world.Bot, body, repliesTo: Reply(body, channel), nonce: nonce);
        threads.Reopen(channel);
        if (nonce is not null)
        {
            _nonces[nonce] = (message, world.Clock.GetUtcNow());
        }

        return RestResult.Ok(Show(message));
    }

    private string? Reply(JsonNode? body, Channel channel)
    {
        if (body.Field("message_reference") is not { } reference || reference.Number("type") is 1)
        {
            return null;
        }

        if (!world.PermissionsOf(world.Bot.Id, channel).HasFlag(Permission.ReadMessageHistory))
        {
            throw new DiscordError(403, 160002, "Cannot reply without permission to read message history");
        }

        var id = reference.Text("message_id") ?? "";
        if (world.Messages.TryGetValue(id, out var target) && !target.Deleted && target.ChannelId == channel.Id)
        {
            return id;
        }

        if (!reference.Has("fail_if_not_exists") || reference.Truth("fail_if_not_exists"))
        {
            var errors = new FormErrors();
            errors.Add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
            errors.ThrowIfAny();
        }

        return null;
    }

    private RestResult List(RestCall call)
    {
        var channel = world.ChannelFor(call["channel"]);
        if (!world.PermissionsOf(world.Bot.Id, channel).HasFlag(Permission.ReadMessageHistory))
        {
            return RestResult.Ok(new JsonArray());
        }

        var limit = int.TryParse(call.Query("limit"), out var wanted) ? wanted : 50;
        if (limit is < 1 or > 100)
        {
            var errors = new FormErrors();
            errors.Add("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
            errors.ThrowIfAny();
        }

        var (before, after, around) = (Id(call, "before"), Id(call, "after"), Id(call, "around"));
        var all = world.Messages.Values.Where(one => one.ChannelId == channel.Id && !one.Deleted && !one.IsEphemeral).OrderByDescending(one => long.Parse(one.Id));
        var chosen = before is not null ? all.Where(one => long.Parse(one.Id) < before).Take(limit)
            : after is not null ? all.Where(one => long.Parse(one.Id) > after).TakeLast(limit)
            : around is not null ? all.OrderBy(one => Math.Abs(long.Parse(one.Id) - around.Value)).Take(limit).OrderByDescending(one => long.Parse(one.Id))
            : all.Take(limit);
        return RestResult.Ok(chosen.Select(Show).ToJson());
    }

    private RestResult Edit(RestCall call)
    {
        var message = Find(call, Permission.ViewChannel);
        if (message.AuthorId != world.Bot.Id)
        {
            throw new DiscordError(403, 50005, "Cannot edit a message authored by another user");
        }

        var draft = MessageDraft.Read(world, call, message.ChannelId, message);
        MessageRules.Check(draft, call.Body);
        book.Edit(message, draft, call.Body);
        return RestResult.Ok(Show(message));
    }

    private RestResult Delete(RestCall call)
    {
        var message = Find(call, Permission.ViewChannel);
        if (message.AuthorId != world.Bot.Id)
        {
            world.ChannelFor(message.ChannelId, Permission.ManageMessages);
        }

        book.Delete(message);
        return RestResult.NoContent;
    }

    private RestResult Typing(RestCall call)
    {
        world.Writable(call["channel"]);
        record.Typings++;
        return RestResult.NoContent;
    }

    private RestResult React(RestCall call)
    {
        var message = Find(call, Permission.ReadMessageHistory);
        world.ChannelFor(call["channel"], Permission.AddReactions);
        var emoji = Uri.UnescapeDataString(call["emoji"]);
        if (emoji.All(char.IsAscii) && !emoji.Contains(':', StringComparison.Ordinal))
        {
            throw new DiscordError(400, 10014, "Unknown Emoji");
        }

        message.Reactions.Add(emoji);
        return RestResult.NoContent;
    }

    private StoredMessage Find(RestCall call, Permission needed) => world.MessageIn(world.ChannelFor(call["channel"], needed).Id, call["message"]);

    // What REST shows of others' messages depends on the switch in the portal, not on a session.
    private JsonObject Show(StoredMessage message) => MessageJson.Of(world, message, world.Options.PrivilegedIntents.HasFlag(Intents.MessageContent));

    private static long? Id(RestCall call, string name) => long.TryParse(call.Query(name), out var id) ? id : null;
}
