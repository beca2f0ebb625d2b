using Microsoft.Extensions.AI;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Embeddings;

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
    public float Share { get; init; } = 0.28f;

    /// <summary>Whether sentences of the best chunks are compared with a question while it is answered: dozens of texts, in a tenth of a second.</summary>
    public bool ComparesSentences { get; init; }

    /// <summary>Stands beside every stored vector; vectors of different ids are never compared.</summary>
    public string Id => $"{Name} {Hash}/{Dimensions?.ToString() ?? "own"}/{EmbeddedText.Revision}";
}
