using System.Data.Common;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Terminal;

/// <summary>Prints notices, such as a late answer, between the person's lines.</summary>
internal sealed partial class ConsoleNotices(
    NoticeOutbox outbox, AnswerLog answers, CollectionRights rights, CitationVerifier verifier, TimeProvider time, ILogger<ConsoleNotices> logger) : IDisposable
{
    private const int AtOnce = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _between = new(0, 1);

    /// <summary>Lets notices come while the person types.</summary>
    public void Open() => _between.Release();

    /// <summary>Holds notices back while the bot replies.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) => _between.WaitAsync(cancellationToken);

    public async Task RunAsync(Func<IReplySink> createSink, bool prompt, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await CloseAsync(cancellationToken);
            try
            {
                if (await SayAsync(createSink, prompt, cancellationToken) && prompt)
                {
                    Console.Write(ConsoleChat.Prompt);
                }
            }
            catch (DbException fault)
            {
                LogFault(fault);
            }
            finally
            {
                Open();
            }
        }
    }

    /// <summary>Prints the notices that wait.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> SayAsync(Func<IReplySink> createSink, bool prompt, CancellationToken cancellationToken)
    {
        var notices = await outbox.TakeAsync(ConsoleRequests.Platform, AtOnce, cancellationToken);
        foreach (var notice in notices)
        {
            if (prompt)
            {
                Console.WriteLine();
            }

            if (notice.Text.Length > 0)
            {
                await createSink().SendAsync(new DoneReply(notice.Text), cancellationToken);
            }

            if (notice.AnswerId is not null && await FindAsync(notice, notice.AnswerId, cancellationToken) is { } answer)
            {
                await createSink().SendAsync(answer, cancellationToken);
            }
        }

        return notices.Count > 0;
    }

    public void Dispose() => _between.Dispose();

    /// <summary>The answer, checked again, as far as the console's owner may see it: not what was said to somebody else in private.</summary>
    private async Task<AnswerReply?> FindAsync(Notice notice, string id, CancellationToken cancellationToken)
    {
        var owner = ConsoleRequests.Owner;
        if (notice.Workspace != owner.Workspace || await answers.FindAsync(owner.Workspace, id, cancellationToken) is not { } kept
            || (kept.IsPrivate && kept.Person != owner.Name))
        {
            return null;
        }

        var scope = await rights.ReadableAsync(new Audience(owner.Workspace, null, owner.Name, []) { IsOwner = owner.IsOwner }, cancellationToken);
        return new AnswerReply(await verifier.VerifyAsync(kept.Answer, scope, cancellationToken), kept.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the bot has to say could not be read; it is tried again")]
    private partial void LogFault(Exception fault);
}
