using ResearchBot.Core;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Commands.Answers;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Workspaces;
using ResearchBot.Slack.Files;

namespace ResearchBot.Slack.Requests;

/// <summary>Makes requests of what was read: who somebody is here, which workspace is meant, who will read the reply.</summary>
internal sealed class SlackRequests(WorkspaceMap workspaces, TeamPeople people, AnswerLog answers, SlackFiles files)
{
    /// <summary>The workspace of a team.</summary>
    public Task<string> WorkspaceOfAsync(string team, CancellationToken cancellationToken) =>
        workspaces.OfAsync(new Tenant(SlackIds.Platform, team), cancellationToken);

    /// <summary>The request.</summary>
    /// <param name="incoming">What was read.</param>
    /// <param name="isPrivate">Whether one person alone sees the reply.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UserFacingException">It cannot be served; the message says why.</exception>
    public async Task<CommandRequest> CreateAsync(Incoming incoming, bool isPrivate, CancellationToken cancellationToken)
    {
        var workspace = await WorkspaceOfAsync(incoming.Team, cancellationToken);
        var person = new Person(workspace, SlackIds.Person(incoming.User), await people.RoleOfAsync(incoming.User, cancellationToken))
        {
            Groups = [.. (await people.GroupsOfAsync(incoming.User, cancellationToken)).Select(SlackIds.Group)],
        };
        var from = isPrivate ? SlackIds.Direct(incoming.User) : SlackIds.Place(incoming.Channel, incoming.Thread);
        var thread = incoming.Thread is null ? $"{incoming.Channel}/{incoming.User}" : $"{incoming.Channel}/{incoming.Thread}";
        var request = new CommandRequest(incoming.Command, incoming.Arguments, person, from)
        {
            IsPrivate = isPrivate,
            Channel = incoming.IsDirect ? null : SlackIds.Channel(incoming.Channel),
            Tenant = incoming.IsDirect ? null : new Tenant(SlackIds.Platform, incoming.Team),
            SharedWorkspaces = incoming.IsDirect ? [workspace] : [],
            Conversation = new ConversationAddress(workspace, SlackIds.Platform, incoming.IsDirect && incoming.Thread is null ? incoming.Channel : thread),
            Sources = [.. incoming.Files.Select(files.Open)],
        };
        return await WithTargetAsync(request, incoming, cancellationToken);
    }

    /// <summary>A shortcut on a message of ours is about the answer in it.</summary>
    private async Task<CommandRequest> WithTargetAsync(CommandRequest request, Incoming incoming, CancellationToken cancellationToken)
    {
        if (incoming.Target is null)
        {
            return request;
        }

        var answer = await answers.FindPostedAsync(request.Person.Workspace, SlackIds.Platform, incoming.Target, cancellationToken)
            ?? throw new UserFacingException("That message holds no answer of this bot that is still kept.");
        return request with { Arguments = new Dictionary<string, string> { [AnswerChoice.Option.Name] = answer.Id } };
    }
}
