namespace ResearchBot.Core.Platforms;

/// <summary>
/// Tells, in threads in which the bot takes part, whether a message that does not mention it speaks to it. People who talk to each
/// other are left alone until somebody mentions the bot again. Messages of a thread are to be heard in the order in which they came.
/// </summary>
public sealed class ThreadTalk
{
    private const int MostThreads = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Talk> _talks = [];
    private readonly Queue<string> _oldest = [];

    /// <summary>The bot opens a thread to answer somebody: what they write there is for it.</summary>
    public void Opened(string thread, string user) => Hear(thread, user, isToBot: true, isToAnother: false);

    /// <summary>Whether a message is for the bot, if the bot takes part in its thread.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="user">Who writes.</param>
    /// <param name="isToBot">Whether it names the bot.</param>
    /// <param name="isToAnother">Whether it names or answers somebody else.</param>
    public bool Hear(string thread, string user, bool isToBot, bool isToAnother)
    {
        lock (_lock)
        {
            if (!_talks.TryGetValue(thread, out var talk))
            {
                talk = new Talk(user, IsAmongPeople: false);
                Remember(thread);
            }

            _talks[thread] = talk = isToBot
                ? new Talk(user, IsAmongPeople: false)
                : talk with { IsAmongPeople = talk.IsAmongPeople || isToAnother || talk.Asker != user };
            return !talk.IsAmongPeople;
        }
    }

    private void Remember(string thread)
    {
        _oldest.Enqueue(thread);
        if (_oldest.Count > MostThreads)
        {
            _talks.Remove(_oldest.Dequeue());
        }
    }

    private sealed record Talk(string Asker, bool IsAmongPeople);
}
