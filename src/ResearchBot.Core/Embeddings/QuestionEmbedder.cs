using Microsoft.Extensions.Logging;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Text.Languages;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Embeddings;

/// <summary>Makes vectors of questions. A question without one is searched by its words, so a fault costs no answer.</summary>
public sealed partial class QuestionEmbedder(OpenEmbeddings open, TimeProvider time, ILogger<QuestionEmbedder> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The query with its vector; without one where semantic search is off, in a language that the model does not know, or after a fault.</summary>
    /// <param name="query">As it was parsed.</param>
    /// <param name="text">Of the same question.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SearchQuery> EmbedAsync(SearchQuery query, string text, CancellationToken cancellationToken)
    {
        if (open().Model is not { } model || !model.Supports(query.Language))
        {
            return query;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var answer = await model.Generator.GenerateAsync([text], cancellationToken: either.Token);
            var vector = new VectorCheck(model, model.Dimensions).ToVectors(answer, texts: 1)[0];
            return vector.Length == 0 ? query : query.With(new QueryVector(model.Id, vector, model.Share));
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoVector(fault, model.Name);
            return query;
        }
    }

    /// <summary>What was found, with the cosines of its sentences where the model compares them; without after a fault.</summary>
    /// <param name="query">The query that found it.</param>
    /// <param name="found">The chunks that an answer is taken from.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<SearchResult> CompareSentencesAsync(SearchQuery query, SearchResult found, CancellationToken cancellationToken)
    {
        if (query.Vector is not { } vector || open().Model is not { ComparesSentences: true } model)
        {
            return found;
        }

        try
        {
            return found with { Meaning = await SentenceMeaning.OfAsync(model, vector, found.Chunks, cancellationToken) };
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoVector(fault, model.Name);
            return found;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The question is searched by its words alone: {Model} gave no vector for it")]
    private partial void LogNoVector(Exception fault, string model);
}
