using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.Files;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Messages;

/// <summary>Writes, changes and deletes messages and tells the app what it subscribed to.</summary>
internal sealed class MessageBook(World world, Delivery delivery, Record record)
{
    /// <summary>Raised inside the world's gate for every message and change that a person could see.</summary>
    public event Action<StoredMessage, string>? Changed;

    public StoredMessage Post(
        MessageDraft draft, Channel channel, User author, string? threadTs, string? seenBy = null, bool broadcast = false, IReadOnlyList<SlackFile>? files = null, bool? streaming = null)
    {
        var message = new StoredMessage(channel.TeamId, channel.Id, world.Ids.Stamp(), author.Id)
        {
            ThreadTs = threadTs,
            SeenBy = seenBy,
            IsBroadcast = broadcast,
            Files = files ?? [],
            IsStreaming = streaming,
        };
        Fill(message, draft);
        world.Messages.Add(message);
        if (author.IsBot)
        {
            record.Messages.Add(message);
        }

        record.Happened(message.IsEphemeral ? "ephemeral" : "message");
        Changed?.Invoke(message, "posted");
        if (!message.IsEphemeral)
        {
            Announce(message, channel, author);
        }

        return message;
    }

    public void Update(StoredMessage message, MessageDraft draft)
    {
        var earlier = MessageJson.Of(world, message);
        Fill(message, draft);
        message.Edited = true;
        record.Happened("message_changed");
        Changed?.Invoke(message, "edited");
        if (!message.IsEphemeral)
        {
            TellChange(message, "message_changed", new JsonObject { ["message"] = MessageJson.Of(world, message), ["previous_message"] = earlier });
        }
    }

    public void Delete(StoredMessage message)
    {
        var earlier = MessageJson.Of(world, message);
        message.Deleted = true;
        record.Happened("message_deleted");
        Changed?.Invoke(message, "deleted");
        if (earlier.Field("reply_count") is not null)
        {
            message.IsTombstone = true;
            TellChange(message, "message_changed", new JsonObject { ["message"] = MessageJson.Of(world, message), ["previous_message"] = earlier });
            return;
        }

        if (!message.IsEphemeral)
        {
            TellChange(message, "message_deleted", new JsonObject { ["deleted_ts"] = message.Ts, ["previous_message"] = MessageJson.Of(world, message) });
        }
    }

    private void Announce(StoredMessage message, Channel channel, User author)
    {
        var team = world.Teams[channel.TeamId];
        if (!channel.Members.Contains(team.Bot.Id))
        {
            return;
        }

        var inner = MessageJson.Of(world, message);
        inner["channel"] = channel.Id;
        inner["event_ts"] = message.Ts;
        if (!channel.IsDirect && !author.IsBot && message.Text.Contains(team.Bot.Mention, StringComparison.Ordinal))
        {
            var mention = (JsonObject)inner.DeepClone();
            mention["type"] = "app_mention";
            mention.Remove("subtype");
            delivery.Event(team, mention, "app_mention", "app_mentions:read");
        }

        inner["channel_type"] = channel.Type;
        delivery.Event(team, inner, $"message.{channel.Family}", $"{channel.Family}:history");
    }

    private void TellChange(StoredMessage message, string subtype, JsonObject inner)
    {
        var channel = world.Channels[message.ChannelId];
        var team = world.Teams[channel.TeamId];
        if (channel.Members.Contains(team.Bot.Id))
        {
            var stamp = world.Ids.Stamp();
            inner["type"] = "message";
            inner["subtype"] = subtype;
            inner["hidden"] = true;
            inner["channel"] = channel.Id;
            inner["channel_type"] = channel.Type;
            inner["ts"] = stamp;
            inner["event_ts"] = stamp;
            delivery.Event(team, inner, $"message.{channel.Family}", $"{channel.Family}:history");
        }
    }

    private static void Fill(StoredMessage message, MessageDraft draft)
    {
        var survey = TextSurvey.Of(draft.Text, draft.Blocks, draft.Attachments, draft.LinksNames);
        message.Text = draft.Text;
        message.Blocks = draft.Blocks;
        message.Metadata = draft.Metadata;
        message.Parts = [.. survey.Parts];
        message.Shown = survey.Shown;
        message.History = [.. message.History, survey.Shown];
        message.Pings = [.. message.Pings.Union(survey.Pings)];
        message.Links = [.. message.Links.Union(survey.Links)];
        message.Unfurls = draft.Unfurls ? [.. message.Unfurls.Union(survey.Links)] : message.Unfurls;
    }
}
