using System.Collections.Concurrent;

namespace ResearchBot.Core.Platforms;

/// <summary>
/// Tells, in threads in which the bot takes part, whether a message that does not mention it speaks to it. People who talk to each
/// other are left alone until somebody mentions the bot again.
/// </summary>
public sealed class ThreadTalk
{
    private const int MostThreads = 10_000;

    private readonly ConcurrentDictionary<string, string> _askers = [];
    private readonly ConcurrentDictionary<string, bool> _standsDown = [];

    /// <summary>Somebody asked the bot by name, or it goes on with them: from now on their messages in the thread are for it.</summary>
    public void Asked(string thread, string user)
    {
        if (_askers.Count >= MostThreads)
        {
            _askers.Clear();
            _standsDown.Clear();
        }

        _askers[thread] = user;
        _standsDown.TryRemove(thread, out _);
    }

    /// <summary>Whether a message in a thread of the bot's is for it.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="user">Who writes.</param>
    /// <param name="isToAnother">Whether it names or answers somebody else.</param>
    public bool IsForBot(string thread, string user, bool isToAnother)
    {
        if (isToAnother || (_askers.TryGetValue(thread, out var asker) && asker != user))
        {
            _standsDown[thread] = true;
            return false;
        }

        return !_standsDown.ContainsKey(thread);
    }
}
