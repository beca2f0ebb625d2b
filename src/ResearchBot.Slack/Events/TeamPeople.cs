using ResearchBot.Core.Moderation;
using ResearchBot.Core.Platforms;

namespace ResearchBot.Slack.Events;

/// <summary>Who somebody is in the team: role and user groups, asked of Slack and kept for half a minute.</summary>
internal sealed class TeamPeople(SlackWeb slack, TimeProvider time) : IDisposable
{
    private const int MostPeople = 10_000;

    private readonly RecentRights<User> _users = new(time, MostPeople);
    private readonly RecentRights<Dictionary<string, List<string>>> _groups = new(time, 1);
    private readonly SemaphoreSlim _reading = new(1);

    public async Task<Role> RoleOfAsync(string user, CancellationToken cancellationToken)
    {
        var found = await FindAsync(user, cancellationToken);
        return found is { IsStranger: false, IsRestricted: false } && (found.IsOwner || found.IsAdmin || found.IsPrimaryOwner) ? Role.Admin : Role.Member;
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

    private Task<User> FindAsync(string user, CancellationToken cancellationToken) =>
        _users.FindAsync(user, token => slack.ReadUserAsync(user, token), cancellationToken);

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
