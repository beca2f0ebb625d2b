using System.Collections.Concurrent;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Slack.Events;

/// <summary>Who somebody is in the team: role and user groups, asked of Slack and kept for a few minutes.</summary>
internal sealed class TeamPeople(SlackWeb slack, TimeProvider time) : IDisposable
{
    private const int MostPeople = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, User User)> _users = [];
    private readonly SemaphoreSlim _reading = new(1);
    private (DateTimeOffset At, Dictionary<string, List<string>> ByUser) _groups = (DateTimeOffset.MinValue, []);

    public async Task<Role> RoleOfAsync(string user, CancellationToken cancellationToken)
    {
        var found = await FindAsync(user, cancellationToken);
        return found is { IsStranger: false, IsRestricted: false } && (found.IsOwner || found.IsAdmin || found.IsPrimaryOwner) ? Role.Admin : Role.Member;
    }

    /// <summary>Their user groups; none if the app may not read them or the team has none.</summary>
    public async Task<IReadOnlyList<string>> GroupsOfAsync(string user, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - _groups.At >= Kept)
        {
            await _reading.WaitAsync(cancellationToken);
            try
            {
                if (time.GetUtcNow() - _groups.At >= Kept)
                {
                    _groups = (time.GetUtcNow(), await ReadGroupsAsync(cancellationToken));
                }
            }
            finally
            {
                _reading.Release();
            }
        }

        return _groups.ByUser.GetValueOrDefault(user) ?? [];
    }

    public void Dispose() => _reading.Dispose();

    private async Task<User> FindAsync(string user, CancellationToken cancellationToken)
    {
        if (_users.TryGetValue(user, out var known) && time.GetUtcNow() - known.At < Kept)
        {
            return known.User;
        }

        var read = await slack.ReadUserAsync(user, cancellationToken);
        if (_users.Count >= MostPeople)
        {
            _users.Clear();
        }

        _users[user] = (time.GetUtcNow(), read);
        return read;
    }

    private async Task<Dictionary<string, List<string>>> ReadGroupsAsync(CancellationToken cancellationToken)
    {
        var byUser = new Dictionary<string, List<string>>();
        try
        {
            foreach (var group in (await slack.ReadGroupsAsync(cancellationToken)).Where(group => group.DateDelete is null or 0))
            {
                foreach (var user in await slack.ReadGroupAsync(group.Id, cancellationToken))
                {
                    (byUser.TryGetValue(user, out var groups) ? groups : byUser[user] = []).Add(group.Id);
                }
            }
        }
        catch (SlackException)
        {
            // Without the scope or on a plan without groups nobody has one: rights by group then give nothing.
        }

        return byUser;
    }
}
