using ResearchBot.FakeSlack.Files;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Control;

/// <summary>What people (and other bots) write, change and delete. The text is as Slack passes it: &amp;, &lt; and &gt; escaped.</summary>
public sealed class People
{
    private readonly World _world;
    private readonly MessageBook _messages;

    internal People(World world, MessageBook messages) => (_world, _messages) = (world, messages);

    public StoredMessage Say(User user, Channel channel, string text, StoredMessage? inThreadOf = null, bool broadcast = false, params SlackFile[] files)
    {
        lock (_world.Gate)
        {
            var thread = inThreadOf is null ? null : inThreadOf.ThreadTs ?? inThreadOf.Ts;
            var message = _messages.Post(new MessageDraft(text, [], null, null, Unfurls: true, LinksNames: false), channel, user, thread, broadcast: broadcast, files: files);
            foreach (var file in files)
            {
                file.Shares = [.. file.Shares, (channel.Id, message.Ts)];
            }

            return message;
        }
    }

    /// <summary>A direct message to the bot.</summary>
    public StoredMessage Direct(User user, string text, StoredMessage? inThreadOf = null, params SlackFile[] files) =>
        Say(user, _world.Direct(user), text, inThreadOf, files: files);

    /// <summary>A file to be said with a message.</summary>
    public SlackFile File(User user, string name, string mimeType, byte[] bytes)
    {
        lock (_world.Gate)
        {
            var file = new SlackFile(_world.Ids.Next("F"), user.TeamId, user.Id, name, mimeType, bytes);
            return _world.Files[file.Id] = file;
        }
    }

    public void Edit(StoredMessage message, string text)
    {
        lock (_world.Gate)
        {
            _messages.Update(message, new MessageDraft(text, [], null, null, Unfurls: true, LinksNames: false));
        }
    }

    public void Delete(StoredMessage message)
    {
        lock (_world.Gate)
        {
            _messages.Delete(message);
        }
    }
}
