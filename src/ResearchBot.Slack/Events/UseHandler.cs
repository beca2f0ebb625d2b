using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Platforms;
using ResearchBot.Slack.Replies;
using ResearchBot.Slack.Requests;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Events;

/// <summary>Commands with a slash, shortcuts and buttons, which were acknowledged already.</summary>
internal sealed class UseHandler(
    SlackWeb slack, SlackRequests requests, CommandCatalog catalog, ReplyPrivacy privacy, RequestInbox inbox, RequestRunner runner)
{
    /// <summary>Serves one.</summary>
    /// <param name="read">Reads it; null where it is nothing that the bot knows.</param>
    /// <param name="responseUrl">Where it may be answered; null where it may not.</param>
    /// <param name="asked">What a reply for all says of the question.</param>
    /// <param name="payload">As it came, to run it again after a crash; null where it is run again.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task HandleAsync(Func<Incoming?> read, string? responseUrl, string asked, string? payload, CancellationToken cancellationToken)
    {
        var url = Uri.TryCreate(responseUrl, UriKind.Absolute, out var given) ? given : null;
        Incoming? incoming;
        try
        {
            incoming = read();
        }
        catch (UserFacingException wrong) when (url is not null)
        {
            await runner.RefuseAsync(wrong, new ResponsePlace(slack, url, thread: null, isPrivate: true), cancellationToken);
            return;
        }

        if (incoming is null)
        {
            return;
        }

        var workspace = await requests.WorkspaceOfAsync(incoming.Team, cancellationToken);
        if (payload is null || await inbox.BeginAsync(SlackIds.Platform, incoming.Id, workspace, SlackIds.Person(incoming.User), payload, cancellationToken))
        {
            await runner.RunAsync(incoming, await PlaceAsync(incoming, workspace, asked, cancellationToken), () => true, cancellationToken);
        }
    }

    private async Task<ReplyPlace> PlaceAsync(Incoming incoming, string workspace, string asked, CancellationToken cancellationToken)
    {
        if (incoming.IsDirect)
        {
            return new ChannelPlace(slack, incoming.Channel, incoming.Thread, isDirect: true);
        }

        var isPrivate = incoming.WantsPrivate || catalog.Find(incoming.Command) is not { } command
            || await privacy.IsPrivateAsync(command, workspace, SlackIds.Channel(incoming.Channel), cancellationToken);
        return isPrivate
            ? incoming.ResponseUrl is { } alone
                ? new ResponsePlace(slack, alone, incoming.Thread, isPrivate: true)
                : new ChannelPlace(slack, (await slack.OpenDirectAsync(incoming.User, cancellationToken)).Id, thread: null, isDirect: true)
            : incoming.ResponseUrl is { } url
                ? new CommandPlace(slack, incoming.Channel, asked, url)
                : new ChannelPlace(slack, incoming.Channel, incoming.Thread, isDirect: false);
    }
}
