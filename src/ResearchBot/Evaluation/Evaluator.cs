using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Search;

namespace ResearchBot.Evaluation;

/// <summary>Asks a set's questions over an index of its own.</summary>
internal sealed class Evaluator(OpenEmbeddings open, TimeProvider time, ILogger<QuestionEmbedder> logger) : IDisposable
{
    // Not the one that questions are served with, which may still be of the model before.
    private readonly QuestionEmbedder _embedder = new(open, time, logger);

    private const int Searched = 60;
    private const int Extracted = 8;

    /// <summary>Asks every question, and the answerable ones a second time where refusals are asked for.</summary>
    /// <param name="set">The questions and what they are asked of.</param>
    /// <param name="withoutRelevant">Whether to ask answerable questions again with their relevant documents gone, so that refusing is right.</param>
    /// <param name="byWords">Without vectors, even where there is a model.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<AskedSet> RunAsync(EvaluationSet set, bool withoutRelevant, bool byWords, CancellationToken cancellationToken)
    {
        var index = await SetIndex.BuildAsync(set.Documents, byWords ? null : open().Model, cancellationToken);
        var asked = new List<AskedQuestion>(set.Queries.Count);
        var again = new List<AskedQuestion>();
        foreach (var query in set.Queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            asked.Add(await AskAsync(index.Whole, query, query.Answerable, byWords, cancellationToken));
            if (withoutRelevant && CanLoseItsAnswer(query))
            {
                again.Add(await AskAsync(index.Without(query.Relevant.Keys), query, answerable: false, byWords, cancellationToken));
            }
        }

        return withoutRelevant
            ? new AskedSet(set, index, withoutRelevant, asked, [.. asked.Where(one => CanLoseItsAnswer(one.Query))], again)
            : new AskedSet(set, index, withoutRelevant, asked, [.. asked.Where(one => one.IsAnswerable)], [.. asked.Where(one => !one.IsAnswerable)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _embedder.Dispose();

    private static bool CanLoseItsAnswer(SetQuery query) => query.Answerable && query.Relevant.Count > 0;

    private async Task<AskedQuestion> AskAsync(DocumentIndex index, SetQuery query, bool answerable, bool byWords, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var parsed = SearchQuery.Parse(query.Text);
        parsed = byWords ? parsed : await _embedder.EmbedAsync(parsed, query.Text, cancellationToken);
        var found = index.Search(parsed, SetIndex.Filter, Searched);
        var taken = await _embedder.CompareSentencesAsync(parsed, found with { Chunks = [.. found.Chunks.Take(Extracted)] }, cancellationToken);
        var offered = ExtractiveAnswerer.Offer(query.Text, taken);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new AskedQuestion(query, answerable, [.. found.Chunks.Select(chunk => chunk.Version.Document.Id).Distinct()], offered, elapsed);
    }
}
