using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Interactions;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>Writes, changes and deletes messages and tells the gateway.</summary>
internal sealed class MessageBook(World world, GatewayHub gateway, Record record)
{
    /// <summary>Raised inside the world's gate for every message and change that a person could see.</summary>
    public event Action<StoredMessage, string>? Changed;

    public StoredMessage Post(
        MessageDraft draft, Channel channel, User author, JsonNode? body = null, Interaction? interaction = null, string? repliesTo = null, string? nonce = null)
    {
        var ephemeral = draft.Flags.HasFlag(MessageFlags.Ephemeral);
        var message = new StoredMessage(world.Ids.Next(), channel.Id, author.Id)
        {
            GuildId = channel.GuildId,
            InteractionId = interaction?.Id,
            SeenBy = ephemeral ? interaction?.User.Id : null,
            RepliesTo = repliesTo,
            Nonce = nonce,
        };
        world.Messages[message.Id] = message;
        Fill(message, draft, body);
        if (!ephemeral)
        {
            channel.LastMessageId = message.Id;
            channel.MessageCount++;
        }

        if (author.Id == world.Bot.Id)
        {
            record.Messages.Add(message);
        }

        Tell("MESSAGE_CREATE", message);
        return message;
    }

    public void Edit(StoredMessage message, MessageDraft draft, JsonNode? body)
    {
        var answered = message.IsPlaceholder;
        Fill(message, draft with { Flags = draft.Flags & ~MessageFlags.Loading }, body);
        message.Edited = answered ? null : world.Clock.GetUtcNow();
        Tell("MESSAGE_UPDATE", message);
    }

    public void Delete(StoredMessage message)
    {
        message.Deleted = true;
        record.Happened("message deleted");
        Changed?.Invoke(message, "deleted");
        if (!message.IsEphemeral)
        {
            var data = new JsonObject { ["id"] = message.Id, ["channel_id"] = message.ChannelId };
            WithGuild(data, message);
            gateway.Dispatch("MESSAGE_DELETE", message.GuildId, Needed(message), data);
        }
    }

    public void Announce(StoredMessage message) => Tell("MESSAGE_UPDATE", message);

    private void Fill(StoredMessage message, MessageDraft draft, JsonNode? body)
    {
        message.Content = draft.Content;
        message.Embeds = draft.Embeds;
        message.Components = draft.Components;
        message.Attachments = draft.Attachments;
        message.Flags = draft.Flags;
        foreach (var file in draft.Attachments)
        {
            world.Attachments.Add(file);
        }

        var replied = message.RepliesTo is { } earlier && world.Messages.TryGetValue(earlier, out var target) ? target.AuthorId : null;
        var pings = Mentions.Of(draft.Texts, body.Field("allowed_mentions"), message.InteractionId is not null, replied);
        message.Pings = [.. message.Pings.Union(pings)];
        message.Previews = [.. message.Previews.Union(Previews.Of(draft.Texts, draft.Flags))];
        message.History.Add(message.Text);
    }

    private void Tell(string name, StoredMessage message)
    {
        record.Happened(name);
        Changed?.Invoke(message, name == "MESSAGE_CREATE" ? "posted" : "edited");
        if (message.IsEphemeral || world.PermissionsOf(world.Bot.Id, world.Channels[message.ChannelId]) == Permission.None)
        {
            return;
        }

        gateway.Dispatch(name, message.GuildId, Needed(message), session =>
        {
            var data = MessageJson.Of(world, message, session.Intents.HasFlag(Intents.MessageContent));
            data["channel_type"] = world.Channels[message.ChannelId].Type;
            if (WithGuild(data, message) && world.Guilds[message.GuildId!].Members.TryGetValue(message.AuthorId, out var member))
            {
                data["member"] = member.ToJson(withUser: false);
            }

            return data;
        });
    }

    private static bool WithGuild(JsonObject data, StoredMessage message)
    {
        if (message.GuildId is not null)
        {
            data["guild_id"] = message.GuildId;
        }

        return message.GuildId is not null;
    }

    private static Intents Needed(StoredMessage message) => message.GuildId is null ? Intents.DirectMessages : Intents.GuildMessages;
}
