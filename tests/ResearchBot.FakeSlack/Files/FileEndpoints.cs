using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Blocks;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Files;

/// <summary>files.info and the upload in three steps.</summary>
internal sealed class FileEndpoints(World world, MessageBook messages, FileHost host, MessageEndpoints places)
{
    public void Map(ApiPipeline api)
    {
        api.Add("files.info", "files:read", 100, Info);
        api.Add("files.getUploadURLExternal", "files:write", 100, Begin);
        api.Add("files.completeUploadExternal", "files:write", 100, Complete);
    }

    private JsonObject Info(ApiCall call)
    {
        var file = world.Files.GetValueOrDefault(call.Need("file"));
        if (file is null || file.TeamId != call.Team.Id)
        {
            throw new ApiError("file_not_found");
        }

        var json = ApiCall.Ok();
        json["file"] = file.Mode == "tombstone" ? throw new ApiError("file_deleted") : file.ToJson(world.Url, asked: true);
        return json;
    }

    private JsonObject Begin(ApiCall call)
    {
        var name = call.Need("filename");
        if (call.Number("length") is not > 0)
        {
            throw new ApiError("invalid_arguments", "[ERROR] must be greater than 0 [json-pointer:/length]");
        }

        var id = world.Ids.Next("F");
        host.Uploads[id] = new Upload(id, name, call.Number("length")!.Value, call.Team);
        var json = ApiCall.Ok();
        json["upload_url"] = $"{world.Url}/upload/v1/{id}";
        json["file_id"] = id;
        return json;
    }

    private JsonObject Complete(ApiCall call)
    {
        var sent = call.Json("files", "invalid_arguments") as JsonArray ?? throw new ApiError("invalid_arguments", "[ERROR] missing required field: files");
        var uploads = sent.Select(item => (Title: item.Text("title"), Upload: host.Uploads.GetValueOrDefault(item.Text("id") ?? ""))).ToList();
        if (uploads.Count == 0 || uploads.Exists(one => one.Upload?.Bytes is null || one.Upload.Team.Id != call.Team.Id))
        {
            throw new ApiError("file_not_found");
        }

        var names = call.Text("channel_id") is { Length: > 0 } one ? [one] : (call.Text("channels") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var channels = names.Select(name => (Call: At(call, name), Channel: MessageEndpoints.Writable(At(call, name)))).ToList();
        var blocks = call.Json("blocks", "invalid_blocks_format") as JsonArray ?? [];
        BlockRules.CheckMessage(blocks);
        var files = uploads.Select(item => Stored(item.Upload!, item.Title)).ToList();
        foreach (var (place, channel) in channels)
        {
            var draft = new MessageDraft(call.Text("initial_comment") ?? "", (JsonArray)blocks.DeepClone(), null, null, Unfurls: true, LinksNames: false);
            var message = messages.Post(draft, channel, call.Team.Bot, places.Thread(place, channel), files: files);
            files.ForEach(file => file.Shares = [.. file.Shares, (channel.Id, message.Ts)]);
        }

        var json = ApiCall.Ok();
        json["files"] = files.Select(file => new JsonObject { ["id"] = file.Id, ["title"] = file.Title }).ToJson();
        return json;
    }

    private SlackFile Stored(Upload upload, string? title)
    {
        host.Uploads.Remove(upload.Id);
        var file = new SlackFile(upload.Id, upload.Team.Id, upload.Team.Bot.Id, upload.Name, "application/octet-stream", upload.Bytes!) { Title = title ?? upload.Name };
        return world.Files[file.Id] = file;
    }

    private ApiCall At(ApiCall call, string channel)
    {
        var arguments = (JsonObject)call.Arguments.DeepClone();
        arguments["channel"] = channel;
        return new ApiCall(world, call.Team, arguments);
    }
}
