using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Search.Vectors;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>Compares questions with chunks and units by meaning. Falls back to words alone after a fault or timeout.</summary>
public sealed partial class QuestionEmbedder(OpenEmbeddings open, TimeProvider time, ILogger<QuestionEmbedder> logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ComparedVectors _compared = new();

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

    /// <summary>The cosine of each text with the question, in their order; null for one in a language that the model does not know, and for all of them
    /// where the model does not compare texts or failed.</summary>
    public async Task<IReadOnlyList<float?>> CompareAsync(SearchQuery query, IReadOnlyList<ComparedText> texts, CancellationToken cancellationToken)
    {
        var cosines = new float?[texts.Count];
        if (query.Vector is not { } vector || open().Model is not { ComparesSentences: true } model || model.Id != vector.Model)
        {
            return cosines;
        }

        int[] known = [.. Enumerable.Range(0, texts.Count).Where(i => model.Supports(texts[i].Language))];
        try
        {
            var vectors = await InTurnAsync(patience => _compared.OfAsync(model, [.. known.Select(i => texts[i].Text)], patience), cancellationToken);
            for (var i = 0; i < known.Length; i++)
            {
                cosines[known[i]] = vectors[i].Length == 0 ? null : TensorPrimitives.Dot(vectors[i], vector.Values.Span);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotComparedInTime(model.Name);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotCompared(fault, model.Name);
        }

        return cosines;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Units are picked by their words alone: {Model} did not compare them with the question")]
    private partial void LogNotCompared(Exception fault, string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The question is searched by its words alone: {Model} gave no vector for it in time")]
    private partial void LogNoVectorInTime(string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Units are picked by their words alone: {Model} did not compare them with the question in time")]
    private partial void LogNotComparedInTime(string model);
}

/// <summary>A text to compare with a question.</summary>
/// <param name="Language">Of the passage that it stands in; a short text alone does not tell.</param>
public sealed record ComparedText(string Text, Language Language);

/// <summary>The vectors of texts that were compared of late, so that a text that many questions come upon is embedded once.</summary>
internal sealed class ComparedVectors
{
    private const int MostOfGeneration = 8_192; // of at most two: 25 MB at 384 dimensions

    private readonly Lock _turning = new();
    private ConcurrentDictionary<(string Model, string Text), float[]> _young = [];
    private ConcurrentDictionary<(string Model, string Text), float[]> _old = [];

    /// <summary>A vector for each text, in their order; empty where the model had none.</summary>
    public async Task<float[][]> OfAsync(EmbeddingModel model, string[] texts, CancellationToken cancellationToken)
    {
        var (young, old) = (_young, _old);
        var vectors = Array.ConvertAll(texts, text => young.GetValueOrDefault((model.Id, text)) ?? old.GetValueOrDefault((model.Id, text)));
        int[] missing = [.. Enumerable.Range(0, texts.Length).Where(i => vectors[i] is null)];
        if (missing.Length > 0)
        {
            var answer = await model.Generator.GenerateAsync(missing.Select(i => texts[i]), cancellationToken: cancellationToken);
            var made = new VectorCheck(model, model.Dimensions).ToVectors(answer, missing.Length);
            for (var i = 0; i < missing.Length; i++)
            {
                vectors[missing[i]] = made[i];
            }
        }

        for (var i = 0; i < texts.Length; i++)
        {
            young[(model.Id, texts[i])] = vectors[i]!;
        }

        lock (_turning)
        {
            (_old, _young) = _young.Count > MostOfGeneration ? (_young, []) : (_old, _young);
        }

        return vectors!;
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
