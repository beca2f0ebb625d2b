using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Messages;

internal static class MessageJson
{
    public static JsonObject Of(World world, StoredMessage message)
    {
        var team = world.Teams[message.TeamId];
        var json = new JsonObject
        {
            ["type"] = "message",
            ["user"] = message.UserId,
            ["text"] = message.Text,
            ["ts"] = message.Ts,
            ["team"] = world.Users.GetValueOrDefault(message.UserId)?.TeamId ?? message.TeamId,
        };
        if (message.IsTombstone)
        {
            (json["subtype"], json["user"], json["text"], json["hidden"]) = ("tombstone", "USLACKBOT", "This message was deleted.", true);
        }
        else if (world.Channels[message.ChannelId].IsExternal)
        {
            json["user_team"] = (string?)json["team"];
            json["source_team"] = (string?)json["team"];
        }

        if (message.UserId == team.Bot.Id)
        {
            json["bot_id"] = team.BotId;
            json["app_id"] = world.Options.AppId;
        }

        var replies = world.Messages.Where(one => one.ThreadTs == message.Ts && one.ChannelId == message.ChannelId && !one.Deleted && !one.IsEphemeral).ToList();
        if ((message.ThreadTs ?? (replies.Count > 0 ? message.Ts : null)) is { } thread)
        {
            json["thread_ts"] = thread;
        }

        if (replies.Count > 0)
        {
            json["reply_count"] = replies.Count;
            json["latest_reply"] = replies[^1].Ts;
        }

        if (message.Blocks.Count > 0)
        {
            json["blocks"] = message.Blocks.DeepClone();
        }

        if (message.Metadata is not null)
        {
            json["metadata"] = message.Metadata.DeepClone();
        }

        if (message.Files.Count > 0)
        {
            json["subtype"] = "file_share";
            json["files"] = message.Files.Select(file => file.ToJson(world.Url)).ToJson();
        }
        else if (message.IsBroadcast)
        {
            json["subtype"] = "thread_broadcast";
        }

        if (message.Edited)
        {
            json["edited"] = new JsonObject { ["user"] = message.UserId, ["ts"] = message.Ts };
        }

        return json;
    }
}
