using Microsoft.Extensions.AI;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>An embedding model, built in or behind an endpoint, with its limits.</summary>
/// <param name="Name">For display, for example <c>openai text-embedding-3-small at api.openai.com</c>; contains no secret.</param>
/// <param name="Hash">Hash of everything that shapes the vectors: weights and tokenizer of an encoder, or address and model of an endpoint.</param>
/// <param name="Dimensions">Length of a vector; null if only the first answer tells.</param>
/// <param name="Generator">Thread-safe. Its vectors need not be normalised.</param>
/// <param name="Supports">Whether texts in this language get a vector.</param>
/// <param name="Limits">How much to pass in one call.</param>
public sealed record EmbeddingModel(
    string Name,
    string Hash,
    int? Dimensions,
    IEmbeddingGenerator<string, Embedding<float>> Generator,
    Predicate<Language> Supports,
    EmbeddingLimits Limits)
{
    /// <summary>The largest share of a chunk's score that meaning can take, 0 to 1; see docs/evaluation.md.</summary>
    public float Share { get; init; } = 0.55f;

    /// <summary>Whether sentences of the best chunks are compared with the question at answer time: dozens of texts in a tenth of a second.</summary>
    public bool ComparesSentences { get; init; }

    /// <summary>Stored beside every vector; vectors with different ids are never compared.</summary>
    public string Id => $"{Name} {Hash}/{Dimensions?.ToString() ?? "own"}/{EmbeddedText.Revision}";
}

/// <summary>Batch limits of a model.</summary>
/// <param name="Texts">Texts in one batch at most. A batch is also the unit of progress that survives an interruption.</param>
/// <param name="Characters">UTF-16 code units in one batch at most; a single text may be longer.</param>
/// <param name="Workers">Number of batches in flight.</param>
public sealed record EmbeddingLimits(int Texts, int Characters, int Workers)
{
    /// <summary>Limits for an encoder in this process: small batches, one per processor.</summary>
    public static EmbeddingLimits Local { get; } = new(16, 64_000, Environment.ProcessorCount);
}

/// <summary>Whether this installation makes vectors, given its settings and installed parts.</summary>
/// <param name="Model">The model; null if semantic search is off.</param>
/// <param name="WhyOff">If it is off: why, and how to switch it on. May be shown to users.</param>
/// <param name="IsFault">Whether it is off because of a fault rather than by choice.</param>
public sealed record EmbeddingSetup(EmbeddingModel? Model, string? WhyOff = null, bool IsFault = false);

/// <summary>Opens the configured model on the first call, which may take a moment; later calls return the same one.</summary>
public delegate EmbeddingSetup OpenEmbeddings();

/// <summary>Opens a model that is no longer configured, by the id stored beside its vectors; null if that is impossible. Later calls return the
/// same one.</summary>
public delegate EmbeddingModel? OpenFormerModel(string id);

/// <summary>Marks texts of an embedding call as questions. Unmarked texts are passages of documents; some models need the distinction.</summary>
public static class EmbeddedQuestion
{
    private const string Key = "researchbot.question";

    public static EmbeddingGenerationOptions Options => new() { AdditionalProperties = new() { [Key] = true } };

    public static bool IsIn(EmbeddingGenerationOptions? options) => options?.AdditionalProperties?.ContainsKey(Key) == true;
}

/// <summary>The text of a chunk that is embedded: title, section, context and text, one per line.</summary>
public static class EmbeddedText
{
    public static string Of(DocumentVersion version, Chunk chunk)
    {
        var text = version.Text.AsSpan(chunk.Start, chunk.Length);
        var context = version.ContextOf(chunk);
        var above = chunk.Place.Section is { Length: > 0 } section ? $"{version.Document.Title}\n{section}" : version.Document.Title;
        return context.IsEmpty ? $"{above}\n{text}" : $"{above}\n{context}\n{text}";
    }

    /// <summary>Part of every stored model id. Increment it when <see cref="Of"/> changes, so that all chunks are embedded again.</summary>
    public const int Revision = 2;
}

/// <summary>The model returned no vectors, or unusable ones. The message may be shown.</summary>
public sealed class EmbeddingFaultException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
