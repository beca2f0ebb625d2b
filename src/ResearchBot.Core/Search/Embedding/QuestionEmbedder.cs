using System.Numerics.Tensors;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Search.Vectors;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>Compares questions with chunks and sentences by meaning. Falls back to words alone after a fault or timeout.</summary>
public sealed partial class QuestionEmbedder(OpenEmbeddings open, TimeProvider time, ILogger<QuestionEmbedder> logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // The built-in encoder computes on the caller's thread; more callers than processors would hold everything else up.
    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);

    /// <summary>The query with its vector; unchanged if semantic search is off, the model does not know the language, or a fault occurred.</summary>
    /// <param name="text">The question's text.</param>
    public async Task<SearchQuery> EmbedAsync(SearchQuery query, string text, CancellationToken cancellationToken)
    {
        if (open().Model is not { Share: > 0 } model || !model.Supports(query.Language))
        {
            return query;
        }

        try
        {
            var vector = await InTurnAsync(
                async patience => new VectorCheck(model, model.Dimensions).ToVectors(
                    await model.Generator.GenerateAsync([text], EmbeddedQuestion.Options, patience), texts: 1)[0],
                cancellationToken);
            return vector.Length == 0 ? query : query.With(new QueryVector(model.Id, vector, model.Share));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoVectorInTime(model.Name); // expected of a slow machine or endpoint: where it happened tells nothing
            return query;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoVector(fault, model.Name);
            return query;
        }
    }

    /// <summary>The result with the cosines of its sentences, if the model compares sentences; unchanged after a fault.</summary>
    public async Task<SearchResult> CompareSentencesAsync(SearchQuery query, SearchResult found, CancellationToken cancellationToken)
    {
        if (query.Vector is not { } vector || open().Model is not { ComparesSentences: true } model || model.Id != vector.Model)
        {
            return found;
        }

        try
        {
            return found with
            {
                Meaning = await InTurnAsync(patience => SentenceMeaning.OfAsync(model, vector, found.Chunks, patience), cancellationToken),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotComparedInTime(model.Name);
            return found;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotCompared(fault, model.Name);
            return found;
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<T> InTurnAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await _places.WaitAsync(either.Token);
        try
        {
            return await work(either.Token);
        }
        finally
        {
            _places.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The question is searched by its words alone: {Model} gave no vector for it")]
    private partial void LogNoVector(Exception fault, string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sentences are picked by their words alone: {Model} did not compare them with the question")]
    private partial void LogNotCompared(Exception fault, string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The question is searched by its words alone: {Model} gave no vector for it in time")]
    private partial void LogNoVectorInTime(string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sentences are picked by their words alone: {Model} did not compare them with the question in time")]
    private partial void LogNotComparedInTime(string model);
}

/// <summary>Compares the sentences of the best chunks with a question by meaning.</summary>
internal static class SentenceMeaning
{
    private const int MostSentences = 96;

    /// <summary>The cosine of each sentence with the question, by document id and offset of the sentence in the document's text.</summary>
    public static async Task<IReadOnlyDictionary<(string Document, int Start), float>> OfAsync(
        EmbeddingModel model, QueryVector question, IReadOnlyList<RetrievedChunk> chunks, CancellationToken cancellationToken)
    {
        var sentences = chunks
            .Where(chunk => model.Supports(LanguageRecogniser.Recognise(chunk.Text)))
            .SelectMany(
                chunk => TextUnit.In(chunk.Version, chunk.Chunk).Where(unit => unit.IsStatement),
                (chunk, unit) => (chunk.Version, unit.Range.Start, unit.Range.Length))
            .DistinctBy(sentence => (sentence.Version.Document.Id, sentence.Start))
            .Take(MostSentences)
            .ToArray();
        var texts = sentences.Select(one => one.Version.Text.Substring(one.Start, one.Length));
        var answer = await model.Generator.GenerateAsync(texts, cancellationToken: cancellationToken);
        var vectors = new VectorCheck(model, model.Dimensions).ToVectors(answer, sentences.Length);
        var cosines = new Dictionary<(string, int), float>(sentences.Length);
        for (var i = 0; i < sentences.Length; i++)
        {
            if (vectors[i].Length > 0)
            {
                cosines[(sentences[i].Version.Document.Id, sentences[i].Start)] = TensorPrimitives.Dot(vectors[i], question.Values.Span);
            }
        }

        return cosines;
    }
}

/// <summary>Gives questions priority: while one is being answered, no background batch starts.</summary>
public sealed class QuestionGate
{
    private readonly Lock _counting = new();
    private int _questions;
    private TaskCompletionSource? _quiet;

    /// <summary>Begins a question; dispose the result to end it.</summary>
    public IDisposable Enter()
    {
        lock (_counting)
        {
            _questions++;
            _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Question(this);
    }

    /// <summary>Waits until no question is being answered.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _quiet) is { } quiet)
        {
            await quiet.Task.WaitAsync(cancellationToken);
        }
    }

    private void Leave()
    {
        lock (_counting)
        {
            if (--_questions == 0)
            {
                _quiet!.SetResult();
                _quiet = null;
            }
        }
    }

    private sealed class Question(QuestionGate gate) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave();
            }
        }
    }
}
