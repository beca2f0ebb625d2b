namespace ResearchBot.Core.Platforms;

/// <summary>Tells, in threads in which the bot takes part, whether a message that does not mention it speaks to it. People who talk to each other are
/// left alone until somebody mentions the bot again. Messages are to be heard as they come; one that comes later than those after it changes nothing
/// for them.</summary>
public sealed class ThreadTalk
{
    private const int MostThreads = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Talk> _talks = [];
    private readonly Queue<string> _oldest = [];

    /// <summary>The bot opens a thread to answer somebody: what they write there is for it.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="message">What they asked.</param>
    /// <param name="user">Who asked.</param>
    public void Opened(string thread, string message, string user) => Hear(thread, message, user, isToBot: true, isToAnother: false);

    /// <summary>Whether a message is for the bot, if the bot takes part in its thread.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="message">The platform's name of the message: later ones of a thread are greater, by their characters.</param>
    /// <param name="user">Who writes.</param>
    /// <param name="isToBot">Whether it names the bot.</param>
    /// <param name="isToAnother">Whether it names or answers somebody else.</param>
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
