using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Blocks;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Messages;

/// <summary>chat.startStream, appendStream and stopStream.</summary>
internal sealed class StreamEndpoints(World world, MessageBook messages, MessageEndpoints places)
{
    private const int LongestMarkdown = 12_000;

    public void Map(ApiPipeline api)
    {
        api.Add("chat.startStream", "chat:write", 20, Start);
        api.Add("chat.appendStream", "chat:write", 100, call => Continue(call, stops: false));
        api.Add("chat.stopStream", "chat:write", 20, call => Continue(call, stops: true));
    }

    private JsonObject Start(ApiCall call)
    {
        var channel = MessageEndpoints.Writable(call);
        var thread = places.Thread(call, channel) ?? throw new ApiError("invalid_arguments", "[ERROR] missing required field: thread_ts");
        if (!channel.IsDirect)
        {
            foreach (var name in new[] { "recipient_user_id", "recipient_team_id" })
            {
                if (call.Text(name) is not { Length: > 0 })
                {
                    throw new ApiError($"missing_{name}");
                }
            }
        }

        var draft = Draft(Markdown(call), [], null);
        return Answer(messages.Post(draft, channel, call.Team.Bot, thread, streaming: true));
    }

    private JsonObject Continue(ApiCall call, bool stops)
    {
        var message = world.Find(call.Channel().Id, call.Need("ts")) ?? throw new ApiError("message_not_found");
        if (message.UserId != call.Team.Bot.Id)
        {
            throw new ApiError("message_not_owned_by_app");
        }

        if (message.IsStreaming != true)
        {
            throw new ApiError("message_not_in_streaming_state");
        }

        var blocks = (stops ? call.Json("blocks", "invalid_blocks_format") as JsonArray : null) ?? [];
        BlockRules.CheckMessage(blocks);
        var added = Markdown(call);
        if (!stops && added.Length == 0)
        {
            throw new ApiError("no_text");
        }

        messages.Update(message, Draft(message.Text + added, blocks, stops ? call.Json("metadata", "invalid_metadata_format") : null));
        message.IsStreaming = !stops;
        return Answer(message);
    }

    private static MessageDraft Draft(string markdown, JsonArray blocks, JsonNode? metadata)
    {
        if (markdown.Length > LongestMarkdown)
        {
            throw new ApiError("msg_too_long");
        }

        var all = new JsonArray();
        if (markdown.Length > 0)
        {
            all.Add(new JsonObject { ["type"] = "markdown", ["text"] = markdown, ["block_id"] = "stream" });
        }

        foreach (var block in blocks)
        {
            all.Add(block?.DeepClone());
        }

        return new MessageDraft(markdown, all, null, metadata, Unfurls: true, LinksNames: false);
    }

    private static string Markdown(ApiCall call) =>
        (call.Text("markdown_text") ?? "")
        + string.Concat((call.Json("chunks", "invalid_chunks") as JsonArray ?? []).Where(chunk => chunk.Text("type") == "markdown_text").Select(chunk => chunk.Text("text")));

    private static JsonObject Answer(StoredMessage message)
    {
        var json = ApiCall.Ok();
        json["channel"] = message.ChannelId;
        json["ts"] = message.Ts;
        return json;
    }
}
