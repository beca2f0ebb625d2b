using System.Data.Common;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Replies;
using ResearchBot.Slack.Requests;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Events;

/// <summary>Says on Slack what the bot has to say by itself, and changes or deletes messages where the core asks for it.</summary>
internal sealed partial class NoticePoster(
    NoticeOutbox outbox, SlackWeb slack, SlackRenderer renderer, AnswerLog answers, CollectionRights rights, CitationVerifier verifier, TimeProvider time, ILogger<NoticePoster> logger)
{
    private const int AtOnce = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Posts what comes once a second, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await RunOnceAsync(cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFault(fault);
            }
        }
    }

    /// <summary>Posts what there is.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var notice in await outbox.TakeAsync(SlackIds.Platform, AtOnce, cancellationToken))
        {
            try
            {
                await SayAsync(notice, cancellationToken);
            }
            catch (SlackException refused)
            {
                LogRefused(notice.Id, refused.Message); // the channel is gone, or closed to the bot: saying it again would not help
            }
            catch (Exception fault) when (fault is HttpRequestException or DbException)
            {
                LogFault(fault); // perhaps it was sent; once more could be twice
            }
        }
    }

    private async Task SayAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (notice.Kind == NoticeKind.Post)
        {
            await PostAsync(notice, cancellationToken);
            return;
        }

        if (PostedMessages.Parse(notice.To.Address) is not { } posted)
        {
            return;
        }

        if (notice.Kind == NoticeKind.Replace)
        {
            var shown = await FindAnswerAsync(notice, AudienceOf(notice, posted.Channel, person: null), cancellationToken);
            await new EditedPlace(slack, posted, thread: null, isPrivate: false).SendAsync(renderer.Render(notice, shown), cancellationToken);
            return;
        }

        foreach (var message in posted.Messages)
        {
            await slack.DeleteAsync(posted.Channel, message, cancellationToken);
        }
    }

    private async Task PostAsync(Notice notice, CancellationToken cancellationToken)
    {
        var (id, thread) = SlackIds.Parse(notice.To.Address) ?? (notice.To.Address, null);
        var person = SlackIds.DirectUser(notice.To.Address) ?? (id.StartsWith('U') || id.StartsWith('W') ? id : null);
        var channel = person is null ? id : (await slack.OpenDirectAsync(person, cancellationToken)).Id;
        var shown = await FindAnswerAsync(notice, AudienceOf(notice, channel, person), cancellationToken);
        var posted = await new ChannelPlace(slack, channel, person is null ? thread : null, person is not null).SendAsync(renderer.Render(notice, shown), cancellationToken);
        if (notice.AnswerId is not null && posted is not null)
        {
            await answers.PostedAsync(notice.Workspace, notice.AnswerId, posted.ToString(), cancellationToken);
        }
    }

    private static Audience AudienceOf(Notice notice, string channel, string? person) => person is null && !channel.StartsWith('D')
        ? new Audience(notice.Workspace, SlackIds.Channel(channel), Person: null, [])
        : new Audience(notice.Workspace, null, person is null ? "nobody" : SlackIds.Person(person), []);

    /// <summary>The answer, checked again for those who will read it; null where it is not for them.</summary>
    private async Task<AnswerReply?> FindAnswerAsync(Notice notice, Audience audience, CancellationToken cancellationToken)
    {
        if (notice.AnswerId is null || await answers.FindAsync(notice.Workspace, notice.AnswerId, cancellationToken) is not { } kept
            || (kept.IsPrivate && kept.Person != audience.Person))
        {
            return null;
        }

        var scope = await rights.ReadableAsync(audience, cancellationToken);
        return new AnswerReply(await verifier.VerifyAsync(kept.Answer, scope, cancellationToken), kept.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack refuses notice {Id}: {Fault}")]
    private partial void LogRefused(string id, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the bot has to say could not be posted")]
    private partial void LogFault(Exception fault);
}
