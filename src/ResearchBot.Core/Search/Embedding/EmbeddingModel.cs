using Microsoft.Extensions.AI;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>What makes vectors of texts, the built-in encoder or an endpoint, and how it wants to be fed.</summary>
/// <param name="Name">For people, for example <c>openai text-embedding-3-small at api.openai.com</c>; holds no secret.</param>
/// <param name="Hash">Of all that shapes the vectors: weights and tokenizer of an encoder, address and model of an endpoint.</param>
/// <param name="Dimensions">Length of its vectors; null where only its first answer tells.</param>
/// <param name="Generator">Safe to call from several threads at once. Its vectors need not be of unit length.</param>
/// <param name="Supports">Whether a text of this language gets a vector.</param>
/// <param name="Limits">How much to hand it at once.</param>
public sealed record EmbeddingModel(
    string Name,
    string Hash,
    int? Dimensions,
    IEmbeddingGenerator<string, Embedding<float>> Generator,
    Predicate<Language> Supports,
    EmbeddingLimits Limits)
{
    /// <summary>What meaning counts of a chunk's score at most, 0 to 1; see docs/evaluation.md.</summary>
    public float Share { get; init; } = 0.55f;

    /// <summary>Whether sentences of the best chunks are compared with a question while it is answered: dozens of texts, in a tenth of a second.</summary>
    public bool ComparesSentences { get; init; }

    /// <summary>Stands beside every stored vector; vectors of different ids are never compared.</summary>
    public string Id => $"{Name} {Hash}/{Dimensions?.ToString() ?? "own"}/{EmbeddedText.Revision}";
}

/// <summary>How texts are handed to a model.</summary>
/// <param name="Texts">The most texts of one batch. A batch is also the least that is kept when the work is cut off.</param>
/// <param name="Characters">The most UTF-16 code units of one batch; a single text may have more.</param>
/// <param name="Workers">How many batches are under way at once.</param>
public sealed record EmbeddingLimits(int Texts, int Characters, int Workers)
{
    /// <summary>For an encoder that computes in this process: small batches, one for each processor.</summary>
    public static EmbeddingLimits Local { get; } = new(16, 64_000, Environment.ProcessorCount);
}

/// <summary>Whether this installation makes vectors, by its settings and by what is installed.</summary>
/// <param name="Model">What makes them; null where semantic search is off.</param>
/// <param name="WhyOff">Where it is off: why, and how to switch it on. May be shown.</param>
/// <param name="IsFault">Whether it is off because something is broken, not because somebody chose so or left something out.</param>
public sealed record EmbeddingSetup(EmbeddingModel? Model, string? WhyOff = null, bool IsFault = false);

/// <summary>Opens what this installation is set up with: at the first call, since that may take a moment, and the same at every call.</summary>
public delegate EmbeddingSetup OpenEmbeddings();

/// <summary>Opens a model that is not set up any more by the id that stands beside its vectors; null where that cannot be. The same at every
/// call.</summary>
public delegate EmbeddingModel? OpenFormerModel(string id);

/// <summary>Tells a model that a text is a question. Without it a text is a passage of a document; some models want a question marked.</summary>
public static class EmbeddedQuestion
{
    private const string Key = "researchbot.question";

    /// <summary>Options for a call whose texts are questions.</summary>
    public static EmbeddingGenerationOptions Options => new() { AdditionalProperties = new() { [Key] = true } };

    /// <summary>Whether a call's texts are questions.</summary>
    public static bool IsIn(EmbeddingGenerationOptions? options) => options?.AdditionalProperties?.ContainsKey(Key) == true;
}

/// <summary>What of a chunk its vector is made of.</summary>
public static class EmbeddedText
{
    /// <summary>Title, section and text, a line each.</summary>
    public static string Of(DocumentVersion version, Chunk chunk)
    {
        var text = version.Text.AsSpan(chunk.Start, chunk.Length);
        return chunk.Place.Section is { Length: > 0 } section
            ? $"{version.Document.Title}\n{section}\n{text}"
            : $"{version.Document.Title}\n{text}";
    }

    /// <summary>Part of every stored model id; counted up when <see cref="Of"/> changes, so that all chunks are embedded again.</summary>
    public const int Revision = 1;
}

/// <summary>A model that gave no vectors, or none that can be used.</summary>
/// <param name="message">May be shown: what is wrong and what to do.</param>
/// <param name="retryAfter">How long the endpoint asks not to be called; null where it does not say.</param>
/// <param name="innerException">What happened, for the log.</param>
public sealed class EmbeddingFaultException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>See the constructor.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
