using ResearchBot.Core;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Workspaces;
using ResearchBot.Discord.Files;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Servers;

namespace ResearchBot.Discord.Requests;

/// <summary>Makes requests of what was read: who somebody is here, which workspace is meant, who will read the reply.</summary>
internal sealed class DiscordRequests(
    WorkspaceMap workspaces, ServerDirectory servers, SharedServers shared, AnswerLog answers, AttachmentFiles files, ChannelFinder channels)
{
    /// <summary>The request.</summary>
    /// <param name="incoming">What was read.</param>
    /// <param name="isPrivate">Whether Discord was told that the person alone sees the reply.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UserFacingException">It cannot be served; the message says why.</exception>
    public async Task<CommandRequest> CreateAsync(Incoming incoming, bool isPrivate, CancellationToken cancellationToken)
    {
        var request = incoming.GuildId is { } guild
            ? await InServerAsync(incoming, guild, isPrivate, cancellationToken)
            : await DirectAsync(incoming, cancellationToken);
        return await WithTargetAsync(request, incoming, cancellationToken);
    }

    /// <summary>The workspace that somebody means where they write; empty where they share none with the bot.</summary>
    public async Task<string> WorkspaceOfAsync(string? guild, string user, CancellationToken cancellationToken)
    {
        if (guild is not null)
        {
            return await workspaces.OfAsync(new Tenant(DiscordIds.Platform, guild), cancellationToken);
        }

        var direct = await DirectOfAsync(user, await shared.FindAsync(user, cancellationToken), cancellationToken);
        return direct.Workspace ?? (direct.Shared is [var first, ..] ? first : string.Empty);
    }

    private async Task<CommandRequest> InServerAsync(Incoming incoming, string guild, bool isPrivate, CancellationToken cancellationToken)
    {
        var tenant = new Tenant(DiscordIds.Platform, guild);
        var workspace = await workspaces.OfAsync(tenant, cancellationToken);
        var channel = await channels.FindAsync(guild, incoming.ChannelId, cancellationToken);
        var room = channel?.Room ?? incoming.ChannelId;
        var permissions = servers.Find(guild)?.PermissionsOf(incoming.By.Id, incoming.Roles) ?? PermissionsExtensions.Parse(incoming.Permissions);
        return Request(incoming, Person(workspace, incoming.By, permissions.ToRole(), incoming.Roles), isPrivate) with
        {
            Channel = DiscordIds.Channel(room),
            Tenant = tenant,
            Conversation = new ConversationAddress(
                workspace,
                DiscordIds.Platform,
                incoming.Thread ?? (channel is { IsThread: true } ? incoming.ChannelId : $"{incoming.ChannelId}/{incoming.By.Id}")),
        };
    }

    private async Task<CommandRequest> DirectAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var found = await shared.FindAsync(incoming.By.Id, cancellationToken);
        var direct = await DirectOfAsync(incoming.By.Id, found, cancellationToken);
        if (direct.Shared.Count == 0)
        {
            throw new UserFacingException("You and this bot share no server, so there are no documents that it could answer you from.");
        }

        var workspace = direct.Workspace ?? direct.Shared[0];
        var (permissions, roles) = (Permissions.None, new List<string>());
        foreach (var (server, member) in found)
        {
            if (await workspaces.OfAsync(new Tenant(DiscordIds.Platform, server.Id), cancellationToken) == workspace)
            {
                permissions |= server.PermissionsOf(incoming.By.Id, member.Roles ?? []);
                roles.AddRange(member.Roles ?? []);
            }
        }

        var asked = direct.Workspace is null ? incoming with { Command = "workspace", Arguments = ChosenIn(incoming) } : incoming;
        return Request(asked, Person(workspace, incoming.By, permissions.ToRole(), roles), isPrivate: true) with
        {
            SharedWorkspaces = direct.Shared,
            Conversation = new ConversationAddress(workspace, DiscordIds.Platform, incoming.ChannelId),
        };
    }

    private Task<DirectWorkspace> DirectOfAsync(string user, IReadOnlyList<(Server Server, Member Member)> found, CancellationToken cancellationToken) =>
        workspaces.ForDirectAsync(DiscordIds.Person(user), [.. found.Select(one => new Tenant(DiscordIds.Platform, one.Server.Id))], cancellationToken);

    /// <summary>Somebody who has to choose a workspace is asked in place of what they typed, unless that is the choice.</summary>
    private static IReadOnlyDictionary<string, string> ChosenIn(Incoming incoming) =>
        incoming.Command == "workspace" ? incoming.Arguments : new Dictionary<string, string>();

    private CommandRequest Request(Incoming incoming, Person person, bool isPrivate) =>
        new(incoming.Command, incoming.Arguments, person, isPrivate ? PostAddress.Direct(incoming.By.Id) : PostAddress.Channel(incoming.Thread ?? incoming.ChannelId))
        {
            IsPrivate = isPrivate,
            Sources = [.. incoming.Files.Select(files.Open)],
        };

    private static Person Person(string workspace, User user, Role role, IReadOnlyList<string> roles) =>
        new(workspace, DiscordIds.Person(user.Id), role) { Groups = [.. roles.Select(DiscordIds.Role)] };

    /// <summary>A command on a message of ours is about the answer in it.</summary>
    private async Task<CommandRequest> WithTargetAsync(CommandRequest request, Incoming incoming, CancellationToken cancellationToken)
    {
        if (incoming.Target is null)
        {
            return request;
        }

        var answer = await answers.FindPostedAsync(request.Person.Workspace, DiscordIds.Platform, incoming.Target, cancellationToken)
            ?? throw new UserFacingException("That message holds no answer of this bot that is still kept.");
        return request with { Arguments = new Dictionary<string, string> { [ResearchBot.Core.Commands.Answers.AnswerChoice.Option.Name] = answer.Id } };
    }
}
