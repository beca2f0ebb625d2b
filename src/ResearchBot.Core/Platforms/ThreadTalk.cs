namespace ResearchBot.Core.Platforms;

/// <summary>Decides whether a message without a mention is for the bot, in threads where the bot takes part. People talking to each other are left alone
/// until somebody mentions the bot again. Messages are reported as they arrive; a late one does not change the state for those after it.</summary>
public sealed class ThreadTalk
{
    private const int MostThreads = 10_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Talk> _talks = [];
    private readonly Queue<string> _oldest = [];

    /// <summary>The bot opens a thread to answer a user, whose further messages there are for it.</summary>
    public void Opened(string thread, string message, string user) => Hear(thread, message, user, isToBot: true, isToAnother: false);

    /// <summary>Whether a message is for the bot, provided that the bot takes part in its thread.</summary>
    /// <param name="message">The message's sort key: later ones in a thread are ordinally greater.</param>
    /// <param name="isToBot">Whether it mentions the bot.</param>
    /// <param name="isToAnother">Whether it mentions or replies to somebody else.</param>
    public bool Hear(string thread, string message, string user, bool isToBot, bool isToAnother)
    {
        lock (_lock)
        {
            if (!_talks.TryGetValue(thread, out var talk))
            {
                talk = new Talk(user, message, IsAmongPeople: false, string.Empty);
                Remember(thread);
            }

            if (isToBot && !IsBefore(message, talk.AskedAt))
            {
                talk = new Talk(user, message, talk.IsAmongPeople && IsBefore(message, talk.AmongPeopleAt), talk.AmongPeopleAt);
            }
            else if (!isToBot && !IsBefore(message, talk.AskedAt) && (isToAnother || talk.Asker != user))
            {
                talk = talk with { IsAmongPeople = true, AmongPeopleAt = message };
            }

            _talks[thread] = talk;
            return isToBot || !(talk.IsAmongPeople || isToAnother || talk.Asker != user);
        }
    }

    private static bool IsBefore(string message, string other) => string.CompareOrdinal(message, other) < 0;

    private void Remember(string thread)
    {
        _oldest.Enqueue(thread);
        if (_oldest.Count > MostThreads)
        {
            _talks.Remove(_oldest.Dequeue());
        }
    }

    private sealed record Talk(string Asker, string AskedAt, bool IsAmongPeople, string AmongPeopleAt);
}
