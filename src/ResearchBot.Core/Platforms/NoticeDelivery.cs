using System.Data.Common;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Platforms;

/// <summary>Posts notices on a platform once a second, and replaces or deletes messages when the core asks for it.</summary>
internal sealed partial class NoticeDelivery(ChatPlatform platform, ChatServices core)
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly ILogger _logger = core.Loggers.CreateLogger<NoticeDelivery>();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, core.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await RunOnceAsync(cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFault(fault, platform.Name);
            }
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var waiting = new Queue<Notice>(await core.Outbox.TakeAsync(platform.Name, AtOnce, cancellationToken));
        try
        {
            while (waiting.TryPeek(out var notice))
            {
                if (!platform.KnowsRepeats)
                {
                    waiting.Dequeue(); // if the outcome is unknown, it is not said again: that could be twice
                }

                await TrySayAsync(notice, cancellationToken);
                if (platform.KnowsRepeats)
                {
                    waiting.Dequeue();
                }
            }
        }
        finally
        {
            foreach (var left in waiting)
            {
                await core.Outbox.GiveBackAsync(left.Id, CancellationToken.None);
            }
        }
    }

    private async Task TrySayAsync(Notice notice, CancellationToken cancellationToken)
    {
        try
        {
            await SayAsync(notice, cancellationToken);
        }
        catch (PlatformException refused) when (refused.Fault != PlatformFault.Unknown)
        {
            LogRefused(platform.Name, notice.Id, refused.Message); // the channel is gone, or closed to the bot: saying it again would not help
        }
        catch (Exception fault) when (fault is not OperationCanceledException
            && !(platform.KnowsRepeats && (platform.IsUnknown(fault) || fault is DbException)))
        {
            LogFault(fault, platform.Name);
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

        try
        {
            if (notice.Kind == NoticeKind.Replace)
            {
                var shown = await FindAnswerAsync(notice, await AudienceOfAsync(notice, posted.Channel, cancellationToken), cancellationToken);
                await new EditedTarget(platform, posted, thread: null, isPrivate: false).SendAsync(platform.Render(notice, shown), cancellationToken);
                return;
            }

            foreach (var message in posted.Messages)
            {
                await platform.DeleteAsync(posted.Channel, message, cancellationToken);
            }
        }
        catch (PlatformException gone) when (gone.Fault == PlatformFault.Gone)
        {
            // Somebody already deleted it.
        }
    }

    private async Task PostAsync(Notice notice, CancellationToken cancellationToken)
    {
        var direct = $"{platform.Name}:direct:";
        var (room, user) = notice.To.Address.StartsWith(direct, StringComparison.Ordinal)
            ? (null, notice.To.Address[direct.Length..])
            : await platform.FindRoomAsync(notice.To.Address, cancellationToken);
        room = user is null ? room : new ChatRoom(await platform.OpenDirectAsync(user, cancellationToken), null);
        var audience = user is null
            ? await AudienceOfAsync(notice, room!.Channel, cancellationToken)
            : new Audience(notice.Workspace, null, $"{platform.Name}:{user}", []);
        var sent = new List<string>();
        foreach (var part in platform.Render(notice, await FindAnswerAsync(notice, audience, cancellationToken)))
        {
            sent.Add(await platform.PostAsync(room!, part, new PostKey(notice.Id, "notice", sent.Count), replyTo: null, cancellationToken));
        }

        if (notice.AnswerId is not null)
        {
            await core.Answers.PostedAsync(notice.Workspace, notice.AnswerId, new PostedMessages(room!.Channel, sent).ToString(), cancellationToken);
        }
    }

    private async Task<Audience> AudienceOfAsync(Notice notice, string channel, CancellationToken cancellationToken)
    {
        if (await platform.FindChannelAsync(channel, cancellationToken) is not { } found)
        {
            return new Audience(notice.Workspace, null, Person: "nobody", []);
        }

        var subject = $"{platform.Name}:{found}";
        await core.Outsiders.NoteChannelAsync(notice.Workspace, subject, await platform.IsSharedAsync(found, cancellationToken), Affiliation.Member, cancellationToken);
        return new Audience(notice.Workspace, subject, Person: null, []);
    }

    /// <summary>The answer, checked again for its new readers; null if they may not see it.</summary>
    private async Task<AnswerReply?> FindAnswerAsync(Notice notice, Audience audience, CancellationToken cancellationToken)
    {
        if (notice.AnswerId is null || await core.Answers.FindAsync(notice.Workspace, notice.AnswerId, cancellationToken) is not { } kept
            || (kept.IsPrivate && kept.Person != audience.Person))
        {
            return null;
        }

        var scope = await core.Rights.ReadableAsync(audience, cancellationToken);
        return new AnswerReply(await core.Verifier.VerifyAsync(kept.Answer, scope, cancellationToken), kept.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform} refuses notice {Id}: {Fault}")]
    private partial void LogRefused(string platform, string id, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the bot has to say on {Platform} could not be posted")]
    private partial void LogFault(Exception fault, string platform);
}
