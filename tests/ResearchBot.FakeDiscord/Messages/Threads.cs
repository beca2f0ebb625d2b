using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>Threads from a message, without one, and in a forum.</summary>
internal sealed class ThreadEndpoints(World world, MessageBook book, ThreadBook threads)
{
    public void Map(RestPipeline rest)
    {
        rest.Map("POST", "channels/{channel}/messages/{message}/threads", FromMessage, BucketRule.Threads);
        rest.Map("POST", "channels/{channel}/threads", WithoutMessage, BucketRule.Threads);
        rest.Map("PUT", "channels/{channel}/thread-members/@me", Join);
        rest.Map("PATCH", "channels/{channel}", Change);
        rest.Map("GET", "guilds/{guild}/threads/active", call => RestResult.Ok(new JsonObject
        {
            ["threads"] = world.Channels.Values.Where(one => one.GuildId == call["guild"] && one.IsThread && !one.Archived).Select(one => one.ToJson()).ToJson(),
            ["members"] = new JsonArray(),
        }));
    }

    private RestResult FromMessage(RestCall call)
    {
        var parent = world.ChannelFor(call["channel"], Permission.CreatePublicThreads);
        var message = world.MessageIn(parent.Id, call["message"]);
        Check(call.Required);
        if (parent.IsThread || parent.IsDirect)
        {
            throw new DiscordError(400, 50024, "Cannot execute action on this channel type");
        }

        if (world.Channels.ContainsKey(message.Id))
        {
            throw new DiscordError(400, 160004, "A thread has already been created for this message");
        }

        var thread = threads.Open(parent, world.Bot, message.Id, parent.Type == 5 ? 10 : 11, call.Body.Text("name")!, Minutes(call));
        message.Flags |= MessageFlags.HasThread;
        book.Announce(message);
        return new RestResult(201, thread.ToJson());
    }

    private RestResult WithoutMessage(RestCall call)
    {
        var parent = world.ChannelFor(call["channel"]);
        Check(call.Required);
        if (parent.Type == 15)
        {
            world.ChannelFor(parent.Id, Permission.SendMessages);
            return InForum(call, parent);
        }

        // Without a type Discord opens a private thread.
        var type = (int)(call.Body.Number("type") ?? 12);
        world.ChannelFor(parent.Id, type == 12 ? Permission.CreatePrivateThreads : Permission.CreatePublicThreads);
        return new RestResult(201, threads.Open(parent, world.Bot, world.Ids.Next(), type, call.Body.Text("name")!, Minutes(call)).ToJson());
    }

    private RestResult InForum(RestCall call, Channel forum)
    {
        var inner = call with { Body = call.Body.Field("message")?.DeepClone() ?? new JsonObject() };
        var id = world.Ids.Next();
        var draft = MessageDraft.Read(world, inner, id, before: null);
        MessageRules.Check(draft, inner.Body);
        var thread = threads.Open(forum, world.Bot, id, 11, call.Body.Text("name")!, Minutes(call));
        book.Post(draft, thread, world.Bot, inner.Body);
        return new RestResult(201, thread.ToJson());
    }

    private RestResult Join(RestCall call)
    {
        world.ChannelFor(call["channel"]).ThreadMembers.Add(world.Bot.Id);
        return RestResult.NoContent;
    }

    private RestResult Change(RestCall call)
    {
        var thread = world.ChannelFor(call["channel"]);
        var body = call.Required;
        if (!thread.IsThread || (thread.OwnerId != world.Bot.Id && !world.PermissionsOf(world.Bot.Id, thread).HasFlag(Permission.ManageThreads)))
        {
            throw DiscordError.MissingPermissions;
        }

        threads.Change(
            thread,
            body.Has("archived") ? body.Truth("archived") : null,
            body.Has("locked") ? body.Truth("locked") : null,
            body.Text("name"));
        return RestResult.Ok(thread.ToJson());
    }

    private static long Minutes(RestCall call) => call.Body.Number("auto_archive_duration") ?? 1440;

    private static void Check(JsonNode? body)
    {
        var errors = new FormErrors();
        errors.Length("name", body.Text("name"), 1, 100);
        if (body.Number("auto_archive_duration") is not (null or 60 or 1440 or 4320 or 10080))
        {
            errors.Add("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).");
        }

        errors.ThrowIfAny();
    }
}

/// <summary>Opens, changes and deletes threads and tells the gateway.</summary>
internal sealed class ThreadBook(World world, GatewayHub gateway)
{
    public Channel Open(Channel parent, User owner, string id, int type, string name, long archiveMinutes)
    {
        var thread = new Channel(id, type, name)
        {
            GuildId = parent.GuildId,
            ParentId = parent.Id,
            OwnerId = owner.Id,
            Created = world.Clock.GetUtcNow(),
            AutoArchiveMinutes = archiveMinutes,
        };
        thread.ThreadMembers.Add(owner.Id);
        world.Channels[id] = thread;
        var data = thread.ToJson();
        data["newly_created"] = true;
        Tell("THREAD_CREATE", thread, data);
        return thread;
    }

    public void Change(Channel thread, bool? archived, bool? locked, string? name)
    {
        thread.Archived = archived ?? thread.Archived;
        thread.Locked = locked ?? thread.Locked;
        thread.Name = name ?? thread.Name;
        Tell("THREAD_UPDATE", thread, thread.ToJson());
    }

    public void Delete(Channel thread)
    {
        world.Channels.Remove(thread.Id);
        Tell("THREAD_DELETE", thread, new JsonObject
        {
            ["id"] = thread.Id, ["guild_id"] = thread.GuildId, ["parent_id"] = thread.ParentId, ["type"] = thread.Type,
        });
    }

    /// <summary>A message re-opens an archived thread that is not locked.</summary>
    public void Reopen(Channel channel)
    {
        if (channel is { IsThread: true, Archived: true, Locked: false })
        {
            Change(channel, archived: false, locked: null, name: null);
        }
    }

    private void Tell(string name, Channel thread, JsonObject data) => gateway.Dispatch(name, thread.GuildId, Intents.Guilds, data);
}
