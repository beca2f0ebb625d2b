using ResearchBot.Core.Documents;
using ResearchBot.Core.Documents.Changes;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Core.Feedback.Unanswered;

/// <summary>
/// After documents changed, whichever process changed them, asks the open questions of their workspaces again; at most once a
/// minute, and one pass at a time.
/// </summary>
public sealed class LateAnswers(
    ChangeFeed changes, VectorFollower index, EmbeddingPipeline embedding, WaitingAskers waiting, LatePass pass, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _pending = [];
    private int _running;
    private long _seen = -1;
    private DateTimeOffset _next;

    /// <summary>Makes a pass where one is due; called often.</summary>
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

    /// <summary>The workspaces whose documents changed; all in which somebody waits at the start, and where shared documents changed.</summary>
    private async Task<IReadOnlyCollection<string>> ChangedAsync(CancellationToken cancellationToken)
    {
        var changed = _seen < 0 ? [Workspace.Shared] : await changes.WorkspacesAsync(_seen, cancellationToken);
        return changed.Contains(Workspace.Shared) ? await waiting.WorkspacesAsync(cancellationToken) : changed;
    }
}
