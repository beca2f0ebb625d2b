using System.Data.Common;
using System.Net;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Replies;
using ResearchBot.Discord.Requests;
using ResearchBot.Discord.Rest;
using ResearchBot.Discord.Servers;

namespace ResearchBot.Discord.Events;

/// <summary>Says on Discord what the bot has to say by itself, and changes or deletes messages where the core asks for it.</summary>
internal sealed partial class NoticePoster(
    NoticeOutbox outbox,
    DiscordRest rest,
    ServerDirectory servers,
    AnswerLog answers,
    CollectionRights rights,
    CitationVerifier verifier,
    TimeProvider time,
    ILogger<NoticePoster> logger)
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
        var waiting = new Queue<Notice>(await outbox.TakeAsync(DiscordIds.Platform, AtOnce, cancellationToken));
        try
        {
            for (; waiting.TryPeek(out var notice); waiting.Dequeue())
            {
                try
                {
                    await SayAsync(notice, cancellationToken);
                }
                catch (DiscordException refused) when (refused.Status < HttpStatusCode.InternalServerError)
                {
                    LogRefused(notice.Id, refused.Message); // the channel is gone, or closed to the bot: saying it again would not help
                }
                catch (Exception fault) when (fault is not (DiscordException or HttpRequestException or OperationCanceledException or DbException))
                {
                    LogFault(fault); // once more would be the same
                }
            }
        }
        finally
        {
            foreach (var left in waiting)
            {
                await outbox.GiveBackAsync(left.Id, CancellationToken.None); // Discord knows a repeat by its nonce
            }
        }
    }

    private Task SayAsync(Notice notice, CancellationToken cancellationToken) => notice.Kind switch
    {
        NoticeKind.Post => PostAsync(notice, cancellationToken),
        NoticeKind.Replace => ChangeAsync(notice, isDeleted: false, cancellationToken),
        _ => ChangeAsync(notice, isDeleted: true, cancellationToken),
    };

    private async Task PostAsync(Notice notice, CancellationToken cancellationToken)
    {
        var (room, audience) = await FindRoomAsync(notice, cancellationToken);
        var parts = DiscordRenderer.Render(notice, await FindAnswerAsync(notice, audience, cancellationToken));
        var sent = new List<string>();
        foreach (var part in parts)
        {
            var message = OutgoingGate.ToMessage(part, isPrivate: false, Nonce.Of(notice.Id, "notice", sent.Count), replyTo: null);
            sent.Add((await rest.PostAsync(room, message, cancellationToken)).Id);
        }

        if (notice.AnswerId is not null)
        {
            await answers.PostedAsync(notice.Workspace, notice.AnswerId, new PostedMessages(room, sent).ToString(), cancellationToken);
        }
    }

    private async Task ChangeAsync(Notice notice, bool isDeleted, CancellationToken cancellationToken)
    {
        if (PostedMessages.Parse(notice.To.Address) is not { } posted)
        {
            return;
        }

        try
        {
            if (!isDeleted)
            {
                var audience = await AudienceOfAsync(notice.Workspace, posted.Channel, cancellationToken);
                var parts = DiscordRenderer.Render(notice, await FindAnswerAsync(notice, audience, cancellationToken));
                await new EditedPlace(rest, posted, isPrivate: false).SendAsync(parts, cancellationToken);
                return;
            }

            foreach (var message in posted.Messages)
            {
                await rest.DeleteAsync(posted.Channel, message, cancellationToken);
            }
        }
        catch (DiscordException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // Somebody deleted it already.
        }
    }

    private async Task<(string Room, Audience Audience)> FindRoomAsync(Notice notice, CancellationToken cancellationToken)
    {
        var subject = DiscordIds.Parse(notice.To.Address);
        var user = PostAddress.DirectUser(notice.To.Address) ?? (subject is not null && !await IsChannelAsync(subject, cancellationToken) ? subject : null);
        return user is null
            ? (subject ?? notice.To.Address, await AudienceOfAsync(notice.Workspace, subject ?? notice.To.Address, cancellationToken))
            : ((await rest.OpenDirectAsync(user, cancellationToken)).Id, new Audience(notice.Workspace, null, DiscordIds.Person(user), []));
    }

    /// <summary>A thread may be older than the session, and a helper may be a person.</summary>
    private async Task<bool> IsChannelAsync(string id, CancellationToken cancellationToken)
    {
        if (servers.Servers.Any(server => server.Channels.ContainsKey(id)))
        {
            return true;
        }

        try
        {
            await rest.ReadChannelAsync(id, cancellationToken);
            return true;
        }
        catch (DiscordException unknown) when (unknown.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task<Audience> AudienceOfAsync(string workspace, string room, CancellationToken cancellationToken)
    {
        var channel = servers.Servers.Select(server => server.Channels.GetValueOrDefault(room)).FirstOrDefault(found => found is not null)
            ?? await rest.ReadChannelAsync(room, cancellationToken);
        return channel.GuildId is null && channel.Type == ResearchBot.Discord.Payloads.ChannelType.Direct
            ? new Audience(workspace, null, Person: "nobody", [])
            : new Audience(workspace, DiscordIds.Channel(channel.Room), Person: null, []);
    }

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord refuses notice {Id}: {Fault}")]
    private partial void LogRefused(string id, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the bot has to say could not be posted; it is tried again")]
    private partial void LogFault(Exception fault);
}
