using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Core;

namespace ResearchBot.Evaluation;

/// <summary>Asks a set's questions over an index of its own.</summary>
internal sealed class Evaluator(OpenEmbeddings open, ChatSetup chat, ModelAnswerer models, TimeProvider time, ILogger<QuestionEmbedder> logger)
{
    private const int Searched = 60;
    public const int Extracted = 8;
    private const string Asker = "evaluation";

    /// <summary>Asks every question, and the answerable ones a second time where refusals are asked for.</summary>
    public async Task<AskedSet> RunAsync(EvaluationSet set, AskedHow how, KeptVectors? kept, CancellationToken cancellationToken)
    {
        if (how.WithModel && chat is { Model: null } off)
        {
            throw new UserFacingException(off.WhyOff ?? "No language model is set up.");
        }

        // Not the one that questions are served with, which may still be of the model before.
        using var embedder = new QuestionEmbedder(KeptVectors.Over(open, kept), time, logger);
        var index = await SetIndex.BuildAsync([.. set.Documents.Select(SetIndex.ToVersion)], how.ByWords ? null : open().Model, kept, cancellationToken);
        var asked = new List<AskedQuestion>(set.Queries.Count);
        var again = new List<AskedQuestion>();
        foreach (var query in set.Queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            asked.Add(await AskAsync(index.Whole, embedder, query, query.Answerable, how, cancellationToken));
            if (how.WithoutRelevant && CanLoseItsAnswer(query))
            {
                again.Add(await AskAsync(index.Without(query.Relevant.Keys), embedder, query, answerable: false, how, cancellationToken));
            }
        }

        return how.WithoutRelevant
            ? new AskedSet(set, index, how.WithoutRelevant, asked, [.. asked.Where(one => CanLoseItsAnswer(one.Query))], again)
            : new AskedSet(set, index, how.WithoutRelevant, asked, [.. asked.Where(one => one.IsAnswerable)], [.. asked.Where(one => !one.IsAnswerable)]);
    }

    private static bool CanLoseItsAnswer(SetQuery query) => query.Answerable && query.Relevant.Count > 0;

    private async Task<AskedQuestion> AskAsync(
        DocumentIndex index, QuestionEmbedder embedder, SetQuery query, bool answerable, AskedHow how, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var parsed = index.Correct(SearchQuery.Parse(query.Text), SetIndex.Filter);
        parsed = how.ByWords ? parsed : await embedder.EmbedAsync(parsed, parsed.Text, cancellationToken);
        var found = index.Search(parsed, SetIndex.Filter, Searched);
        var reading = QuestionReading.Of(parsed.Text, found with { Chunks = [.. found.Chunks.Take(Extracted)] });
        reading = reading.With(await embedder.CompareAsync(parsed, reading.ToCompare(Retriever.Compared), cancellationToken));
        var offered = ExtractiveAnswerer.Offer(reading);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var asked = new AskedQuestion(query, answerable, [.. found.Chunks.Select(chunk => chunk.Version.Document.Id).Distinct()], offered, elapsed);
        return how.WithModel ? await WordAsync(asked, reading, cancellationToken) : asked;
    }

    /// <summary>The same as the model words it: what a person would see, and how much of it was left out.</summary>
    private async Task<AskedQuestion> WordAsync(AskedQuestion asked, QuestionReading reading, CancellationToken cancellationToken)
    {
        var question = new Question(asked.Query.Text, asked.Query.Text);
        var extracted = ExtractiveAnswerer.Answer(question, reading, Workspace.Default);
        var inquiry = new Inquiry(question, new Audience(Workspace.Default, Channel: null, Asker, Groups: []), Asker);
        var answer = await models.AnswerAsync(chat.Model!, inquiry, reading.Found, extracted, _ => { }, cancellationToken);
        return answer.Mode == AnswerMode.Extractive ? asked with { Dropped = answer.DroppedStatements } : asked with
        {
            Offered = asked.Offered with
            {
                Units = [.. answer.Citations.Select(citation => new OfferedUnit(citation.Document.Id, citation.Excerpt, citation.Excerpt, citation.Excerpt, []))],
                Outcome = answer.Outcome,
            },
            Kept = answer.Statements.Count,
            Dropped = answer.DroppedStatements,
        };
    }
}

/// <summary>How a set is asked.</summary>
/// <param name="WithoutRelevant">Answerable questions again with their relevant documents gone, so that refusing is right.</param>
/// <param name="ByWords">Without vectors, even where there is a model of them.</param>
/// <param name="WithModel">With the language model's wording, proved as for a person.</param>
internal sealed record AskedHow(bool WithoutRelevant, bool ByWords, bool WithModel);

/// <summary>What became of a question.</summary>
/// <param name="IsAnswerable">Whether what was searched answers it.</param>
/// <param name="Ranked">The documents that were found, best first.</param>
/// <param name="Milliseconds">From the question to the offer, without a language model.</param>
internal sealed record AskedQuestion(
    SetQuery Query, bool IsAnswerable, IReadOnlyList<string> Ranked, OfferedUnits Offered, double Milliseconds)
{
    /// <summary>How many statements of a language model were shown; 0 if none was asked.</summary>
    public int Kept { get; init; }

    /// <summary>How many were left out as unproved.</summary>
    public int Dropped { get; init; }

    public bool IsRefused => Offered.Outcome == AnswerOutcome.NotFound;

    public bool IsHit(int first) => Offered.Units.Take(first).Any(unit => Query.Gold.Any(gold => gold.StandsIn(unit)));
}
