using System.Collections.Concurrent;
using System.Net;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rest;
using ResearchBot.Discord.Servers;

namespace ResearchBot.Discord.Requests;

/// <summary>Finds the servers that a person who writes directly shares with the bot, and what they are there.</summary>
internal sealed class SharedServers(ServerDirectory servers, DiscordRest rest, TimeProvider time)
{
    private const int MostServers = 100;
    private const int MostPeople = 1_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<(Server, Member)> Found)> _known = [];

    /// <summary>The servers with the person as a member of each.</summary>
    public async Task<IReadOnlyList<(Server Server, Member Member)>> FindAsync(string user, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(user, out var known) && time.GetUtcNow() - known.At < Kept)
        {
            return known.Found;
        }

        var found = new List<(Server, Member)>();
        foreach (var server in servers.Servers.OrderBy(server => server.Id, StringComparer.Ordinal).Take(MostServers))
        {
            try
            {
                found.Add((server, await rest.ReadMemberAsync(server.Id, user, cancellationToken)));
            }
            catch (DiscordException none) when (none.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
            {
                // Not a member there.
            }
        }

        if (_known.Count >= MostPeople)
        {
            _known.Clear();
        }

        _known[user] = (time.GetUtcNow(), found);
        return found;
    }
}
