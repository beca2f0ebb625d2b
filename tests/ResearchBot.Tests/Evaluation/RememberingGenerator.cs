using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace ResearchBot.Tests.Evaluation;

/// <summary>Asks another generator for the texts that it has not seen yet.</summary>
internal sealed class RememberingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly ConcurrentDictionary<string, Embedding<float>> _known = new(StringComparer.Ordinal);

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        string[] unseen = [.. texts.Where(text => !_known.ContainsKey(text)).Distinct()];
        if (unseen.Length > 0)
        {
            foreach (var (text, vector) in unseen.Zip(await base.GenerateAsync(unseen, options, cancellationToken)))
            {
                _known[text] = vector;
            }
        }

        return new(texts.Select(text => _known[text]));
    }
}
