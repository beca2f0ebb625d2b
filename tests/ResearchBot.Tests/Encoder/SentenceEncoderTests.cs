using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using ResearchBot.Encoder;

namespace ResearchBot.Tests.Encoder;

/// <summary>How the encoder behaves as a generator.</summary>
public sealed class SentenceEncoderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_generator_gives_one_unit_vector_for_each_text_in_their_order()
    {
        var texts = ReferenceTexts.All.Take(300).ToList();
        var found = await LoadedEncoder.Get().GenerateAsync(texts, cancellationToken: Cancellation);
        found.Count.ShouldBe(texts.Count);
        var alone = new float[SentenceEncoder.Dimensions];
        for (var i = 0; i < texts.Count; i++)
        {
            found[i].ModelId.ShouldBe(SentenceEncoder.ModelName);
            TensorPrimitives.Norm(found[i].Vector.Span).ShouldBe(1, 1e-5);
            LoadedEncoder.Get().Encode(texts[i], alone);
            TensorPrimitives.Distance(found[i].Vector.Span, alone).ShouldBeLessThan(1e-5f);
        }
    }

    [Fact]
    public void Near_meanings_are_nearer_than_far_ones()
    {
        var vectors = new float[3 * SentenceEncoder.Dimensions];
        LoadedEncoder.Get().Encode(
            ["Where might the rulers take refuge?", "The regime sought sanctuary abroad.", "The recipe needs two eggs and some flour."], vectors, Cancellation);
        Cosine(0, 1).ShouldBeGreaterThan(Cosine(0, 2) + .1f);

        float Cosine(int one, int other) => TensorPrimitives.Dot(
            vectors.AsSpan(one * SentenceEncoder.Dimensions, SentenceEncoder.Dimensions),
            vectors.AsSpan(other * SentenceEncoder.Dimensions, SentenceEncoder.Dimensions));
    }

    [Fact]
    public void Several_threads_get_the_vectors_that_one_gets()
    {
        var encoder = LoadedEncoder.Get();
        var texts = ReferenceTexts.Sentences(40);
        var expected = new float[texts.Count * SentenceEncoder.Dimensions];
        for (var i = 0; i < texts.Count; i++)
        {
            encoder.Encode(texts[i], expected.AsSpan(i * SentenceEncoder.Dimensions, SentenceEncoder.Dimensions));
        }

        Parallel.For(0, 200, i =>
        {
            var vector = new float[SentenceEncoder.Dimensions];
            encoder.Encode(texts[i % texts.Count], vector);
            vector.AsSpan().SequenceEqual(expected.AsSpan(i % texts.Count * vector.Length, vector.Length)).ShouldBeTrue();
        });
    }

    [Fact]
    public void A_text_costs_no_memory_once_warm()
    {
        var encoder = LoadedEncoder.Get();
        var vector = new float[SentenceEncoder.Dimensions];
        var texts = ReferenceTexts.Sentences(20);
        Encode();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Encode();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20 * 100);

        void Encode()
        {
            foreach (var text in texts)
            {
                encoder.Encode(text, vector);
            }
        }
    }

    [Fact]
    public async Task A_cancelled_run_ends_as_cancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => LoadedEncoder.Get().GenerateAsync(["a", "b"], cancellationToken: source.Token));
    }

    [Fact]
    public async Task No_texts_give_no_vectors()
    {
        (await LoadedEncoder.Get().GenerateAsync([], cancellationToken: Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public void The_model_is_named_with_its_size()
    {
        var metadata = LoadedEncoder.Get().GetService<EmbeddingGeneratorMetadata>()!;
        metadata.DefaultModelId.ShouldBe(SentenceEncoder.ModelName);
        metadata.DefaultModelDimensions.ShouldBe(SentenceEncoder.Dimensions);
        SentenceEncoder.ModelHash.Length.ShouldBe(64);
    }
}
