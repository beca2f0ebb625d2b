using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.FakeDiscord.Messages;

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
