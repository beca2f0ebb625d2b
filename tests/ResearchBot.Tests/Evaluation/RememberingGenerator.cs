using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Tests.Evaluation;

/// <summary>Asks another generator for the texts that it has not seen yet.</summary>
internal sealed class RememberingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly ConcurrentDictionary<(string Text, bool Question), Embedding<float>> _known = [];

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        var question = EmbeddedQuestion.IsIn(options);
        string[] unseen = [.. texts.Where(text => !_known.ContainsKey((text, question))).Distinct()];
        if (unseen.Length > 0)
        {
            foreach (var (text, vector) in unseen.Zip(await base.GenerateAsync(unseen, options, cancellationToken)))
            {
                _known[(text, question)] = vector;
            }
        }

        return new(texts.Select(text => _known[(text, question)]));
    }
}
