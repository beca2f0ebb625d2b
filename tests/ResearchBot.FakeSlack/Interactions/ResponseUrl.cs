using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Interactions;

/// <summary>Five posts in half an hour, into one channel, for one person.</summary>
internal sealed class ResponseUrl(User user, Channel channel, DateTimeOffset until)
{
    public User User => user;

    public Channel Channel => channel;

    public DateTimeOffset Until => until;

    /// <summary>The message that replace_original and delete_original mean.</summary>
    public StoredMessage? Original { get; set; }

    public int Uses { get; set; }
}
