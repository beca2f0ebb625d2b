using System.Diagnostics;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Search;

namespace ResearchBot.Evaluation;

/// <summary>Asks a set's questions over an index of its own.</summary>
internal static class Evaluator
{
    private const int Searched = 60;
    private const int Extracted = 8;

    /// <summary>Asks every question, and the answerable ones a second time where refusals are asked for.</summary>
    /// <param name="set">The questions and what they are asked of.</param>
    /// <param name="withoutRelevant">Whether to ask answerable questions again with their relevant documents gone, so that refusing is right.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static AskedSet Run(EvaluationSet set, bool withoutRelevant, CancellationToken cancellationToken)
    {
        var index = new SetIndex(set.Documents);
        var asked = new List<AskedQuestion>(set.Queries.Count);
        var again = new List<AskedQuestion>();
        foreach (var query in set.Queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            asked.Add(Ask(index.Whole, query, query.Answerable));
            if (withoutRelevant && CanLoseItsAnswer(query))
            {
                again.Add(Ask(index.Without(query.Relevant.Keys), query, answerable: false));
            }
        }

        return withoutRelevant
            ? new AskedSet(set, index, withoutRelevant, asked, [.. asked.Where(one => CanLoseItsAnswer(one.Query))], again)
            : new AskedSet(set, index, withoutRelevant, asked, [.. asked.Where(one => one.IsAnswerable)], [.. asked.Where(one => !one.IsAnswerable)]);
    }

    private static bool CanLoseItsAnswer(SetQuery query) => query.Answerable && query.Relevant.Count > 0;

    private static AskedQuestion Ask(DocumentIndex index, SetQuery query, bool answerable)
    {
        var started = Stopwatch.GetTimestamp();
        var found = index.Search(SearchQuery.Parse(query.Text), SetIndex.Filter, Searched);
        var offered = ExtractiveAnswerer.Offer(query.Text, found with { Chunks = [.. found.Chunks.Take(Extracted)] });
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new AskedQuestion(query, answerable, [.. found.Chunks.Select(chunk => chunk.Version.Document.Id).Distinct()], offered, elapsed);
    }
}
