using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>What people write, change and delete.</summary>
public sealed class People
{
    private readonly World _world;
    private readonly MessageBook _messages;
    private readonly ThreadBook _threads;

    internal People(World world, MessageBook messages, ThreadBook threads) => (_world, _messages, _threads) = (world, messages, threads);

    public StoredMessage Say(User user, Channel channel, string text, StoredMessage? replyTo = null, params SentFile[] files)
    {
        lock (_world.Gate)
        {
            var attachments = files.Select(file => new Attachment(_world.Ids.Next(), channel.Id, file.Name, file.ContentType, file.Bytes, null)).ToList();
            var message = _messages.Post(new MessageDraft(text, [], [], attachments, MessageFlags.None), channel, user, repliesTo: replyTo?.Id);
            _threads.Reopen(channel);
            return message;
        }
    }

    public void Edit(StoredMessage message, string text)
    {
        lock (_world.Gate)
        {
            _messages.Edit(message, new MessageDraft(text, message.Embeds, message.Components, message.Attachments, message.Flags), null);
        }
    }

    public void Delete(StoredMessage message)
    {
        lock (_world.Gate)
        {
            _messages.Delete(message);
        }
    }

    /// <summary>Opens a public thread, on a message or without one.</summary>
    public Channel OpenThread(User user, Channel parent, string name, StoredMessage? from = null)
    {
        lock (_world.Gate)
        {
            var thread = _threads.Open(parent, user, from?.Id ?? _world.Ids.Next(), 11, name, 1440);
            if (from is not null)
            {
                from.Flags |= MessageFlags.HasThread;
                _messages.Announce(from);
            }

            return thread;
        }
    }

    public void ChangeThread(Channel thread, bool? archived = null, bool? locked = null, string? name = null)
    {
        lock (_world.Gate)
        {
            _threads.Change(thread, archived, locked, name);
        }
    }

    public void DeleteThread(Channel thread)
    {
        lock (_world.Gate)
        {
            _threads.Delete(thread);
        }
    }
}

/// <summary>A file that a person sends.</summary>
public sealed record SentFile(string Name, string ContentType, byte[] Bytes);
