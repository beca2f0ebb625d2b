using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Messages;

/// <summary>chat.* but streams, reactions and the assistant's status.</summary>
internal sealed class MessageEndpoints(World world, MessageBook messages, Record record)
{
    private const int LongestUpdate = 4000;

    public void Map(ApiPipeline api)
    {
        api.Add("chat.postMessage", "chat:write", 0, Post);
        api.Add("chat.postEphemeral", "chat:write", 100, PostEphemeral);
        api.Add("chat.update", "chat:write", 50, Update);
        api.Add("chat.delete", "chat:write", 50, Delete);
        api.Add("chat.getPermalink", "", 0, Permalink);
        api.Add("reactions.add", "reactions:write", 50, call => React(call, removed: false));
        api.Add("reactions.remove", "reactions:write", 20, call => React(call, removed: true));
        api.Add("assistant.threads.setStatus", "chat:write", 0, SetStatus);
        api.Add("assistant.threads.setTitle", "assistant:write", 100, _ => ApiCall.Ok());
        api.Add("assistant.threads.setSuggestedPrompts", "assistant:write", 100, _ => ApiCall.Ok());
    }

    private JsonObject Post(ApiCall call)
    {
        var channel = Writable(call);
        var thread = Thread(call, channel);
        var message = messages.Post(MessageDraft.Of(call), channel, call.Team.Bot, thread, broadcast: thread is not null && call.Switch("reply_broadcast") == true);
        return Written(message);
    }

    private JsonObject PostEphemeral(ApiCall call)
    {
        var channel = Writable(call);
        var user = call.Need("user");
        if (!channel.Members.Contains(user))
        {
            throw new ApiError("user_not_in_channel");
        }

        var message = messages.Post(MessageDraft.Of(call), channel, call.Team.Bot, Thread(call, channel), seenBy: user);
        var json = ApiCall.Ok();
        json["message_ts"] = message.Ts;
        return json;
    }

    private JsonObject Update(ApiCall call)
    {
        var message = Own(call, "cant_update_message");
        if (message.IsStreaming == true)
        {
            throw new ApiError("streaming_state_conflict");
        }

        if (call.Text("text") is { Length: > LongestUpdate })
        {
            throw new ApiError("msg_too_long");
        }

        // An update unfurls nothing that the post did not.
        messages.Update(message, MessageDraft.Of(call) with { Unfurls = false });
        var json = Written(message);
        json["text"] = message.Text;
        return json;
    }

    private JsonObject Delete(ApiCall call)
    {
        var message = Own(call, "cant_delete_message");
        messages.Delete(message);
        var json = ApiCall.Ok();
        json["channel"] = message.ChannelId;
        json["ts"] = message.Ts;
        return json;
    }

    private JsonObject Permalink(ApiCall call)
    {
        var message = world.Find(call.Channel().Id, call.Need("message_ts")) ?? throw new ApiError("message_not_found");
        var json = ApiCall.Ok();
        json["channel"] = message.ChannelId;
        json["permalink"] = $"https://example.slack.com/archives/{message.ChannelId}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}";
        return json;
    }

    private JsonObject React(ApiCall call, bool removed)
    {
        var message = world.Find(call.JoinedChannel().Id, call.Need("timestamp")) ?? throw new ApiError("message_not_found");
        var reaction = new PostedReaction(message.ChannelId, message.Ts, call.Need("name"), removed);
        var present = record.Reactions.LastOrDefault(one => one with { Removed = removed } == reaction) is { Removed: false };
        if (present != removed)
        {
            throw new ApiError(removed ? "no_reaction" : "already_reacted");
        }

        record.Reactions.Add(reaction);
        return ApiCall.Ok();
    }

    private JsonObject SetStatus(ApiCall call)
    {
        var channel = call.JoinedChannel("channel_id");
        var thread = call.Need("thread_ts");
        if (world.Find(channel.Id, thread) is null)
        {
            throw new ApiError("invalid_thread_ts");
        }

        record.Statuses.Add(new ThreadStatus(channel.Id, thread, call.Text("status") ?? "", world.Clock.GetUtcNow()));
        return ApiCall.Ok();
    }

    internal static Channel Writable(ApiCall call)
    {
        var channel = call.JoinedChannel();
        return channel.Archived ? throw new ApiError("is_archived") : channel;
    }

    /// <summary>The root that a reply names; a reply's own ts is refused.</summary>
    internal string? Thread(ApiCall call, Channel channel)
    {
        if (call.Text("thread_ts") is not { Length: > 0 } thread)
        {
            return null;
        }

        var root = world.Find(channel.Id, thread) ?? throw new ApiError("thread_not_found");
        return root.ThreadTs is null ? thread : throw new ApiError("cannot_reply_to_message");
    }

    private StoredMessage Own(ApiCall call, string refusal)
    {
        var message = world.Find(call.Channel().Id, call.Need("ts")) ?? throw new ApiError("message_not_found");
        return message.UserId == call.Team.Bot.Id ? message : throw new ApiError(refusal);
    }

    private JsonObject Written(StoredMessage message)
    {
        var json = ApiCall.Ok();
        json["channel"] = message.ChannelId;
        json["ts"] = message.Ts;
        json["message"] = MessageJson.Of(world, message);
        return json;
    }
}
