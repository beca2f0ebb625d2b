using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Feedback;

/// <summary>Asks open questions again after documents of their workspaces changed in any process; at most once a minute, one pass at a time.</summary>
public sealed class UnansweredRetry(
    ChangeFeed changes, VectorFollower index, EmbeddingPipeline embedding, WaitingAskers waiting, UnansweredRetryPass pass, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> _pending = [];
    private int _running;
    private long _seen = -1;
    private DateTimeOffset _next;

    /// <summary>Makes a pass if one is due; called often.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            return;
        }

        try
        {
            if (time.GetUtcNow() >= _next)
            {
                await RunAsync(cancellationToken);
            }
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var last = await changes.LastSequenceAsync(cancellationToken);
        if (last != _seen)
        {
            _pending.UnionWith(await ChangedAsync(cancellationToken));
            _seen = last;
        }

        if (_pending.Count == 0)
        {
            return;
        }

        _next = time.GetUtcNow() + Rest;
        var complete = await embedding.ProgressAsync(cancellationToken) is null or { IsComplete: true };
        await index.CatchUpAsync(cancellationToken);
        foreach (var workspace in _pending)
        {
            await pass.RunAsync(workspace, cancellationToken);
        }

        if (complete)
        {
            _pending.Clear(); // else again: a chunk that has no vector yet may be what answers a question
        }
    }

    /// <summary>The workspaces whose documents changed; all with waiting askers at the start, and after changes to shared documents.</summary>
    private async Task<IReadOnlyCollection<string>> ChangedAsync(CancellationToken cancellationToken)
    {
        var changed = _seen < 0 ? [Workspace.Shared] : await changes.WorkspacesAsync(_seen, cancellationToken);
        return changed.Contains(Workspace.Shared) ? await waiting.WorkspacesAsync(cancellationToken) : changed;
    }
}

/// <summary>Asks a workspace's open questions again, each for the readers of the original question.</summary>
public sealed partial class UnansweredRetryPass(
    WaitingAskers waiting,
    Answerer answerer,
    EffectiveSettingsReader settings,
    AnswerLog log,
    UnansweredNotice word,
    QuestionGate gate,
    ILogger<UnansweredRetryPass> logger)
{
    /// <summary>Notifies those whose question is answered now. A failing question does not stop the others.</summary>
    public async Task RunAsync(string workspace, CancellationToken cancellationToken)
    {
        var askers = await waiting.ReadAsync(workspace, cancellationToken);
        foreach (var same in askers.GroupBy(asker => (asker.Audience.Channel, asker.Affiliation, asker.Text, asker.Standalone)))
        {
            await gate.WaitAsync(cancellationToken); // who asks now goes first
            try
            {
                await AskAsync([.. same], cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault, same.First().AnswerId);
            }
        }
    }

    private async Task AskAsync(IReadOnlyList<WaitingAsker> same, CancellationToken cancellationToken)
    {
        var first = same[0]; // private ones differ by person, who has no roles here: what those of one affiliation may read is the same
        var given = await answerer.ExtractAsync(first.Question, first.Audience, await settings.ForAsync(first.Audience, first.Question.Text, cancellationToken), cancellationToken);
        if (given.Answer.Outcome != AnswerOutcome.Answered) // which it is only where the answerer's confidence is enough
        {
            return;
        }

        foreach (var asker in same)
        {
            if (await log.FindAsync(asker.Workspace, asker.AnswerId, cancellationToken) is { } before && IsNew(given.Answer, before.Answer))
            {
                await word.TellAsync(asker, given, cancellationToken);
            }
        }
    }

    /// <summary>Whether its first source is new compared with the earlier answer, which did not help.</summary>
    private static bool IsNew(Answer answer, Answer before) =>
        answer.Citations.FirstOrDefault(citation => answer.Statements[0].Citations.Contains(citation.Number)) is { } first
        && !before.Citations.Any(citation => citation.Document.Id == first.Document.Id && citation.Excerpt == first.Excerpt);

    [LoggerMessage(Level = LogLevel.Error, Message = "The question of answer {Id} could not be asked again")]
    private partial void LogFault(Exception fault, string id);
}

/// <summary>Notifies somebody, once, that a document answers their earlier question.</summary>
public sealed class UnansweredNotice(WaitingAskers waiting, AnswerLog log, NoticeOutbox outbox, Blocks blocks, Pauses pauses)
{
    /// <summary>Closes the question for them and queues the notice; does nothing while they are blocked or the bot is paused.</summary>
    public async Task TellAsync(WaitingAsker asker, GivenAnswer given, CancellationToken cancellationToken)
    {
        // Closed first, so that after a crash they hear nothing rather than the same thing twice.
        if (!await IsServedAsync(asker, cancellationToken) || await waiting.CloseAsync(asker, cancellationToken) is not { } closed)
        {
            return;
        }

        try
        {
            var receipt = RandomNumberGenerator.GetHexString(16, lowercase: true);
            await log.SaveAsync(
                new AnswerRecord(receipt, asker.Platform, asker.Audience, Conversation: null, asker.Person, asker.Question, given.Answer) { Trace = given.Trace },
                cancellationToken);
            await waiting.MarkLateAsync(receipt, cancellationToken);
            await outbox.AddAsync(asker.Workspace, asker.To, NoticeKind.Post, TextFor(asker), receipt, cancellationToken);
        }
        catch
        {
            await waiting.ReopenAsync(asker, closed);
            throw;
        }
    }

    private static string TextFor(WaitingAsker asker)
    {
        var day = DateTimeOffset.FromUnixTimeMilliseconds(asker.AskedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var off = asker.IsPrivate != 0 ? " /quiet ends such messages." : string.Empty;
        return $"A document now answers what was asked here on {day}: “{OutgoingText.CleanLine(asker.Standalone)}”{off}";
    }

    private async Task<bool> IsServedAsync(WaitingAsker asker, CancellationToken cancellationToken) =>
        await blocks.ReasonAsync(asker.Workspace, asker.Person, cancellationToken) is null
        && await pauses.FindAsync(asker.Workspace, asker.Channel, cancellationToken) is null;
}
