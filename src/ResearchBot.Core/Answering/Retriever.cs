using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering;

/// <summary>Finds the chunks that a question may be answered from.</summary>
public sealed class Retriever(DocumentIndex index, QuestionEmbedder embedder)
{
    /// <summary>How many units are compared with a question by meaning; each costs some milliseconds the first time.</summary>
    public const int Compared = 48;

    /// <summary>How many times as many chunks are read for a question that asks for all things of a kind.</summary>
    private const int WiderForSeveral = 3;

    /// <summary>The best chunks that the audience may read for a text as it is written; the scope applies before ranking.</summary>
    public async Task<SearchResult> SearchAsync(string text, ReadScope scope, int top, CancellationToken cancellationToken) =>
        index.Search(await embedder.EmbedAsync(SearchQuery.Parse(text), text, cancellationToken), scope, top);

    /// <summary>The same with misspelt words corrected, as for an answer.</summary>
    public async Task<SearchResult> SearchCorrectedAsync(string question, ReadScope scope, int top, CancellationToken cancellationToken) =>
        index.Search(await CorrectAsync(question, scope, cancellationToken), scope, top);

    /// <summary>The same, read for an answer, with misspelt words corrected.</summary>
    public async Task<QuestionReading> ReadAsync(Question question, ReadScope scope, int top, CancellationToken cancellationToken)
    {
        var whole = await ReadWholeAsync(question, scope, top, cancellationToken);
        if (question.Parts.Count == 0)
        {
            return whole;
        }

        var parts = new List<ReadPart>();
        foreach (var part in question.Parts)
        {
            var alone = new Question(part.Standalone, part.Standalone) { Topic = question.Topic };
            parts.Add(new ReadPart(part, await ReadWholeAsync(alone, scope, top, cancellationToken)));
        }

        return whole.With(parts, top);
    }

    private async Task<QuestionReading> ReadWholeAsync(Question question, ReadScope scope, int top, CancellationToken cancellationToken)
    {
        var query = await CorrectAsync(question.Standalone, scope, cancellationToken);
        var reading = QuestionReading.Of(query.Text, QuestionTopic.Search(index, query, scope, AskedFor.IsSeveral(query.Text) ? top * WiderForSeveral : top, question));
        return query.Vector is null ? reading : reading.With(await embedder.CompareAsync(query, reading.ToCompare(Compared), cancellationToken));
    }

    private Task<SearchQuery> CorrectAsync(string text, ReadScope scope, CancellationToken cancellationToken)
    {
        var query = index.Correct(SearchQuery.Parse(text), scope);
        return embedder.EmbedAsync(query, query.Text, cancellationToken);
    }
}
