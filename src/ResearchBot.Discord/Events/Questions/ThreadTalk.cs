using System.Collections.Concurrent;
using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Events;

/// <summary>
/// Tells, in threads in which the bot takes part, whether a message speaks to it. People who talk to each other are left alone
/// until somebody mentions the bot again.
/// </summary>
internal sealed class ThreadTalk
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

    /// <summary>Whether a message in a thread of the bot's, which does not mention it, is for the bot.</summary>
    /// <param name="message">The message.</param>
    /// <param name="self">The bot's id.</param>
    public bool IsForBot(Message message, string self)
    {
        var thread = message.ChannelId!;
        var user = message.Author!.Id;
        var speaksToAnother = message.Mentions is { Count: > 0 }
            || (message.ReferencedMessage?.Author is { } other && other.Id != self)
            || (_askers.TryGetValue(thread, out var asker) && asker != user);
        if (speaksToAnother)
        {
            _standsDown[thread] = true;
        }

        return !speaksToAnother && !_standsDown.ContainsKey(thread);
    }
}
