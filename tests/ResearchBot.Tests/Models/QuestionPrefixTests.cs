using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Models;

namespace ResearchBot.Tests.Models;

/// <summary>A question is told from a passage: the model's prefix stands before the one and not before the other.</summary>
public sealed class QuestionPrefixTests
{
    private const string Text = "When does the ferry leave?";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_built_in_encoder_marks_questions_alone()
    {
        var model = BuiltInEncoder.Open().Model!;
        using var generator = model.Generator;
        var passage = await generator.GenerateVectorAsync(Text, cancellationToken: Cancellation);
        var question = await generator.GenerateVectorAsync(Text, EmbeddedQuestion.Options, Cancellation);
        var marked = await generator.GenerateVectorAsync(ArcticEncoder.QuestionPrefix + Text, cancellationToken: Cancellation);

        question.ToArray().ShouldBe(marked.ToArray());
        TensorPrimitives.Dot(question.Span, passage.Span).ShouldBeLessThan(.99f);
    }

    [Theory]
    [InlineData("")]
    [InlineData("query: ")]
    public async Task An_endpoints_questions_have_the_prefix_of_the_settings_and_its_passages_none(string prefix)
    {
        await using var server = await EndpointServer.StartAsync();
        var settings = new EmbeddingsOptions { Provider = "openai", Endpoint = server.Address, Model = "m", QueryPrefix = prefix };
        var model = new EmbeddingProviders(Options.Create(settings), () => new EmbeddingSetup(null), TestModels.Services(TimeProvider.System, embeddings: settings)).Open().Model!;
        using var generator = model.Generator;
        await generator.GenerateAsync([Text], cancellationToken: Cancellation);
        await generator.GenerateAsync([Text], EmbeddedQuestion.Options, Cancellation);

        server.Answered.ShouldBe([[Text], [prefix + Text]]);
        server.Seen.ShouldAllBe(one => !one.Body.GetRawText().Contains("researchbot", StringComparison.Ordinal));
    }
}
