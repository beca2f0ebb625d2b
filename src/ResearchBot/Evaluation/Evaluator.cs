using System.Diagnostics;
using System.Text;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Search;

namespace ResearchBot.Evaluation;

/// <summary>Runs a question set over an index of its own and measures ranking, extraction, refusal and speed.</summary>
internal static class Evaluator
{
    private const int Searched = 60;
    private const int Extracted = 5;

    private static readonly CollectionId Collection = new("evaluation", "set");

    /// <summary>Measures a set.</summary>
    /// <param name="set">The questions and what they are asked of.</param>
    /// <param name="withoutRelevant">Takes each question's relevant documents away, so that refusing is right.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static EvaluationReply Run(EvaluationSet set, bool withoutRelevant, CancellationToken cancellationToken)
    {
        var versions = set.Documents.Select(ToVersion).ToArray();
        var characters = versions.Sum(version => (long)version.Text.Length);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new DocumentIndex();
        var building = Stopwatch.StartNew();
        index.Publish([IndexSegment.Build(versions)], []);
        var seconds = building.Elapsed.TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

        var asked = new List<AskedQuery>(set.Queries.Count);
        foreach (var query in set.Queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            asked.Add(Ask(index, query, withoutRelevant));
        }

        var judged = withoutRelevant ? [] : asked.Where(one => one.Query.Relevant.Count > 0).ToArray();
        var extracted = withoutRelevant ? [] : asked.Where(one => one.Query.Answerable && one.Query.Gold.Count > 0).ToArray();
        var answerable = asked.Where(one => one.Query.Answerable && !withoutRelevant).ToArray();
        var unanswerable = asked.Where(one => !one.Query.Answerable || withoutRelevant).ToArray();
        return new EvaluationReply(
            set.Name,
            set.Documents.Count,
            set.Queries.Count,
            Mean(judged, one => RankingMetrics.Ndcg(one.Ranked, one.Query.Relevant)),
            Mean(judged, one => RankingMetrics.Recall(one.Ranked, one.Query.Relevant)),
            Mean(judged, one => RankingMetrics.ReciprocalRank(one.Ranked, one.Query.Relevant)),
            Mean(extracted, one => one.Offered.Sentences.Take(1).Any(sentence => IsGold(sentence, one.Query)) ? 1 : 0),
            Mean(extracted, one => one.Offered.Sentences.Take(3).Any(sentence => IsGold(sentence, one.Query)) ? 1 : 0),
            RankingMetrics.Auroc([.. answerable.Select(one => one.Offered.Confidence)], [.. unanswerable.Select(one => one.Offered.Confidence)]),
            Mean(answerable, one => one.Offered.Outcome == AnswerOutcome.NotFound ? 0 : 1),
            Mean(unanswerable, one => one.Offered.Outcome == AnswerOutcome.NotFound ? 1 : 0),
            Math.Round(seconds, 3),
            Math.Round(versions.Sum(version => Encoding.UTF8.GetByteCount(version.Text)) / 1e6 / seconds, 1),
            Math.Round(asked.Count / Math.Max(1e-9, asked.Sum(one => one.Milliseconds) / 1000), 1),
            Math.Round(RankingMetrics.Percentile([.. asked.Select(one => one.Milliseconds)], 0.5), 3),
            Math.Round(RankingMetrics.Percentile([.. asked.Select(one => one.Milliseconds)], 0.99), 3),
            Math.Round((double)bytes / Math.Max(1, characters), 2));
    }

    private static AskedQuery Ask(DocumentIndex index, SetQuery query, bool withoutRelevant)
    {
        var started = Stopwatch.GetTimestamp();
        var found = index.Search(SearchQuery.Parse(query.Text), new SearchFilter([Collection]), Searched);
        if (withoutRelevant)
        {
            found = found with { Chunks = [.. found.Chunks.Where(chunk => !query.Relevant.ContainsKey(chunk.Version.Document.Id))] };
        }

        var offered = ExtractiveAnswerer.Offer(query.Text, found with { Chunks = [.. found.Chunks.Take(Extracted)] });
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new AskedQuery(query, [.. found.Chunks.Select(chunk => chunk.Version.Document.Id).Distinct()], offered, elapsed);
    }

    private static bool IsGold(OfferedSentence sentence, SetQuery query) => query.Gold.Any(gold =>
        gold.Document == sentence.DocumentId
        && gold.Texts.Any(text => gold.IsSentence ? Words(text) == Words(sentence.Text) : Words(sentence.Text).Contains(Words(text), StringComparison.Ordinal)));

    /// <summary>Lower-case alphanumeric words with a space around each.</summary>
    private static string Words(string text)
    {
        var words = new StringBuilder(" ");
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                words.Append(c);
            }
            else if (words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }

    private static double? Mean(IReadOnlyCollection<AskedQuery> asked, Func<AskedQuery, double> measure) =>
        asked.Count == 0 ? null : Math.Round(asked.Average(measure), 4);

    private static DocumentVersion ToVersion(SetDocument document)
    {
        var places = new PlaceMap(document.Text, []);
        return new DocumentVersion(
            new Document(document.Id, Collection, document.Id, 1, document.Title ?? string.Empty, null, new Dictionary<string, string>()),
            document.Text,
            places,
            Chunker.Split(document.Text, places));
    }

    private sealed record AskedQuery(SetQuery Query, IReadOnlyList<string> Ranked, OfferedSentences Offered, double Milliseconds);
}
