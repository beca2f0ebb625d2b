using Microsoft.Extensions.AI;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Models;

/// <summary>Puts a model's prefix before questions; passages go as they are.</summary>
internal sealed class PrefixedQuestions(IEmbeddingGenerator<string, Embedding<float>> inner, string prefix)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        EmbeddedQuestion.IsIn(options)
            ? base.GenerateAsync(values.Select(text => prefix + text), options: null, cancellationToken)
            : base.GenerateAsync(values, options, cancellationToken);
}
