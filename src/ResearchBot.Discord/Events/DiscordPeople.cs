using System.Net;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Workspaces;

namespace ResearchBot.Discord.Events;

/// <summary>Finds who somebody is on Discord: in a server, and in direct messages by the servers that they share with the bot.</summary>
internal sealed class DiscordPeople(WorkspaceMap workspaces, ServerDirectory servers, SharedServers shared)
{
    /// <summary>The workspace that somebody means where they write; empty if they share none with the bot.</summary>
    public async Task<string> FindWorkspaceAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        if (incoming.Team is { } guild)
        {
            return await WorkspaceOfAsync(guild, cancellationToken);
        }

        var direct = await DirectOfAsync(incoming.Author, await shared.FindAsync(incoming.Author, cancellationToken), cancellationToken);
        return direct.Workspace ?? (direct.Shared is [var first, ..] ? first : string.Empty);
    }

    /// <summary>Who somebody is where they write.</summary>
    /// <exception cref="UserFacingException">They share no server with the bot.</exception>
    public async Task<PlatformPerson> FindAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        if (incoming.Team is { } guild)
        {
            var permissions = servers.Find(guild)?.PermissionsOf(incoming.Author, incoming.Groups) ?? PermissionsExtensions.Parse(incoming.Permissions);
            return Person(await WorkspaceOfAsync(guild, cancellationToken), permissions, incoming.Groups);
        }

        var found = await shared.FindAsync(incoming.Author, cancellationToken);
        var direct = await DirectOfAsync(incoming.Author, found, cancellationToken);
        if (direct.Shared.Count == 0)
        {
            throw new UserFacingException("You and this bot share no server, so there are no documents that it could answer you from.");
        }

        var workspace = direct.Workspace ?? direct.Shared[0];
        var (all, roles) = (Permissions.None, new List<string>());
        foreach (var (server, member) in found)
        {
            if (await WorkspaceOfAsync(server.Id, cancellationToken) == workspace)
            {
                all |= server.PermissionsOf(incoming.Author, member.Roles ?? []);
                roles.AddRange(member.Roles ?? []);
            }
        }

        return Person(workspace, all, roles) with { SharedWorkspaces = direct.Shared, HasToChoose = direct.Workspace is null };
    }

    private static PlatformPerson Person(string workspace, Permissions permissions, IReadOnlyList<string> roles) =>
        new(workspace, permissions.ToRole(), [.. roles.Select(DiscordIds.Role)]);

    private Task<string> WorkspaceOfAsync(string guild, CancellationToken cancellationToken) =>
        workspaces.OfAsync(new PlatformTeam(DiscordPlatform.Discord, guild), cancellationToken);

    private Task<DirectWorkspace> DirectOfAsync(string user, IReadOnlyList<(Server Server, Member Member)> found, CancellationToken cancellationToken) =>
        workspaces.ForDirectAsync(DiscordIds.Person(user), [.. found.Select(one => new PlatformTeam(DiscordPlatform.Discord, one.Server.Id))], cancellationToken);
}

/// <summary>Finds the servers that a person who writes directly shares with the bot, and what they are there.</summary>
internal sealed class SharedServers(ServerDirectory servers, DiscordRest rest, TimeProvider time)
{
    private const int MostServers = 100;
    private const int MostPeople = 1_000;

    private readonly RecentRights<IReadOnlyList<(Server Server, Member Member)>> _recent = new(time, MostPeople);

    /// <summary>The servers with the person as a member of each.</summary>
    public Task<IReadOnlyList<(Server Server, Member Member)>> FindAsync(string user, CancellationToken cancellationToken) =>
        _recent.FindAsync(user, token => AskAsync(user, token), cancellationToken);

    private async Task<IReadOnlyList<(Server Server, Member Member)>> AskAsync(string user, CancellationToken cancellationToken)
    {
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

        return found;
    }
}
