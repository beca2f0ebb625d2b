using System.Collections.Concurrent;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Platforms;

namespace ResearchBot.Slack.Events;

/// <summary>Who somebody is in the team: role and user groups, asked of Slack and kept for half a minute.</summary>
internal sealed partial class TeamPeople(SlackWeb slack, SlackIdentity self, TimeProvider time, ILogger<TeamPeople> logger) : IDisposable
{
    private const int MostPeople = 10_000;

    private readonly RecentRights<User> _users = new(time, MostPeople);
    private readonly RecentRights<Dictionary<string, List<string>>> _groups = new(time, 1);
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>The author's role, and how they belong to the installation. Where Slack does not say, they are a member without a role of their own (the
    /// affiliation is null) unless the payload hints at another organisation.</summary>
    public async Task<(Role Role, Affiliation? Affiliation)> FindAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        if (await FindAsync(incoming.Author, cancellationToken) is not { } found)
        {
            return (Role.Member, Guess(incoming));
        }

        var affiliation = AffiliationOf(found) ?? Guess(incoming);
        return (affiliation == Affiliation.Member && (found.IsOwner || found.IsAdmin || found.IsPrimaryOwner) ? Role.Admin : Role.Member, affiliation);
    }

    /// <summary>Their user groups; none if the app may not read them or the team has none.</summary>
    public async Task<IReadOnlyList<string>> GroupsOfAsync(string user, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken); // the groups of all are read at once, and once
        try
        {
            return (await _groups.FindAsync(string.Empty, ReadGroupsAsync, cancellationToken)).GetValueOrDefault(user) ?? [];
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private Affiliation? AffiliationOf(User user)
    {
        var home = self.IsEnterprise ? user.EnterpriseUser?.EnterpriseId : user.TeamId;
        return user.IsStranger || (home is not null && home != self.Installation) ? Affiliation.External
            : user.IsRestricted || user.IsUltraRestricted ? Affiliation.Guest
            : home is null ? null
            : Affiliation.Member;
    }

    /// <summary>From the payload alone, which names teams, never enterprises.</summary>
    private Affiliation? Guess(Incoming incoming)
    {
        var team = self.IsEnterprise ? null : incoming.AuthorTeam;
        return team is null ? (incoming.IsShared == true ? Affiliation.External : null)
            : team == self.Installation ? null
            : Affiliation.External;
    }

    /// <summary>What Slack last said of somebody; null if it does not say anything.</summary>
    private async Task<User?> FindAsync(string user, CancellationToken cancellationToken)
    {
        try
        {
            return await _users.FindAsync(user, token => slack.ReadUserAsync(user, token), cancellationToken);
        }
        catch (Exception fault) when (fault is SlackException or HttpRequestException)
        {
            LogUnknown(user, fault.Message);
            return null;
        }
    }

    private async Task<Dictionary<string, List<string>>> ReadGroupsAsync(CancellationToken cancellationToken)
    {
        var byUser = new Dictionary<string, List<string>>();
        try
        {
            foreach (var group in (await slack.ReadGroupsAsync(cancellationToken)).Where(group => group.DateDelete is null or 0))
            {
                foreach (var user in group.Users ?? [])
                {
                    (byUser.TryGetValue(user, out var groups) ? groups : byUser[user] = []).Add(group.Id);
                }
            }
        }
        catch (Exception fault) when (fault is SlackException or HttpRequestException)
        {
            // Without the scope or on a plan without groups nobody has one: rights by group then give nothing.
        }

        return byUser;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not say who {User} is; they are served as an ordinary member, or turned away if they may be of another organisation: {Fault}")]
    private partial void LogUnknown(string user, string fault);
}

/// <summary>Which channels people of other organisations read, asked of Slack and kept for a few minutes; it says when one is shared.</summary>
internal sealed class SharedChannels(SlackWeb slack, SlackIdentity self, TimeProvider time)
{
    private const int MostChannels = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, bool IsShared)> _known = [];

    /// <summary>Whether they read it or are invited to; null if Slack does not say.</summary>
    public async Task<bool?> IsSharedAsync(string channel, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(channel, out var known) && time.GetUtcNow() - known.At < Kept)
        {
            return known.IsShared;
        }

        try
        {
            var isShared = (await slack.ReadChannelAsync(channel, cancellationToken)).IsReadByOthers(self.IsEnterprise);
            if (_known.Count >= MostChannels)
            {
                _known.Clear();
            }

            _known[channel] = (time.GetUtcNow(), isShared);
            return isShared;
        }
        catch (Exception fault) when (fault is SlackException or HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Asks anew next time.</summary>
    public void Forget(string channel) => _known.TryRemove(channel, out _);
}
