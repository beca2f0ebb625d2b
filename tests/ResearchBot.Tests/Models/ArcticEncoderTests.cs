using System.Numerics.Tensors;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;
using ResearchBot.Models;

namespace ResearchBot.Tests.Models;

/// <summary>How the encoder behaves as a generator, by the model that the build puts beside the program.</summary>
public sealed class ArcticEncoderTests(ArcticEncoderTests.Loaded loaded) : IClassFixture<ArcticEncoderTests.Loaded>
{
    private readonly ArcticEncoder _encoder = loaded.Encoder;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_generator_gives_one_unit_vector_for_each_text_in_their_order_whatever_stands_beside_it()
    {
        var texts = ReferenceTexts.All.Take(60).ToList();
        var found = await _encoder.GenerateAsync(texts, cancellationToken: Cancellation);
        found.Count.ShouldBe(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            found[i].ModelId.ShouldBe(ArcticEncoder.ModelName);
            TensorPrimitives.Norm(found[i].Vector.Span).ShouldBe(1, 1e-5);
            found[i].Vector.ToArray().ShouldBe(_encoder.Encode(texts[i]));
        }
    }

    [Fact]
    public void Near_meanings_are_nearer_than_far_ones()
    {
        var question = _encoder.Encode(ArcticEncoder.QuestionPrefix + "Where might the rulers take refuge?");
        Cosine("The regime sought sanctuary abroad.").ShouldBeGreaterThan(Cosine("The recipe needs two eggs and some flour.") + .1f);

        float Cosine(string passage) => TensorPrimitives.Dot(question, _encoder.Encode(passage));
    }

    [Fact]
    public void Several_threads_get_the_vectors_that_one_gets()
    {
        var texts = ReferenceTexts.All.Skip(150).Take(20).ToArray();
        var expected = Array.ConvertAll(texts, _encoder.Encode);
        Parallel.For(0, 60, i => _encoder.Encode(texts[i % texts.Length]).ShouldBe(expected[i % texts.Length]));
    }

    [Fact]
    public void Any_units_give_a_vector_of_unit_length() => Properties.Holds(
        Gen.Choose(0, 300).SelectMany(count => Gen.Choose(0, 0xFFFF).ListOf(count)).Select(units => string.Concat(units.Select(unit => (char)unit))),
        text => TensorPrimitives.Norm<float>(_encoder.Encode(text)).ShouldBe(1, 1e-5));

    [Theory]
    [InlineData("\uD800")]
    [InlineData("a\uDC00\uD800b")]
    [InlineData("\0")]
    [InlineData("\u0301\u0301")]
    public void Half_pairs_control_characters_and_marks_alone_are_no_crash(string text) => TensorPrimitives.Norm<float>(_encoder.Encode(text)).ShouldBe(1, 1e-5);

    [Fact]
    public void A_text_without_end_counts_with_its_beginning()
    {
        var text = string.Concat(Enumerable.Repeat("The ferry leaves at nine. ", 40_000));
        _encoder.Encode(text).ShouldBe(_encoder.Encode(text[..20_000]));
    }

    [Theory]
    [InlineData("café à São Tomé", "cafe a Sao Tome")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("ấy Ǆ ½ × £ø", "ay Ǆ ½ × £ø")]
    public void Accents_come_off_and_nothing_else(string text, string folded)
    {
        ArcticTokenizer.Fold(text).ShouldBe(folded, StringCompareShould.IgnoreCase);
        _encoder.Encode(text).ShouldBe(_encoder.Encode(folded));
    }

    [Fact]
    public async Task A_cancelled_run_ends_as_cancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => _encoder.GenerateAsync(["a", "b"], cancellationToken: source.Token));
    }

    [Fact]
    public async Task No_texts_give_no_vectors() => (await _encoder.GenerateAsync([], cancellationToken: Cancellation)).ShouldBeEmpty();

    [Fact]
    public void The_model_is_named_with_its_size()
    {
        var metadata = _encoder.GetService<EmbeddingGeneratorMetadata>()!;
        metadata.DefaultModelId.ShouldBe(ArcticEncoder.ModelName);
        metadata.DefaultModelDimensions.ShouldBe(ArcticEncoder.Dimensions);
    }

    /// <summary>Loaded once for all tests.</summary>
    public sealed class Loaded : IDisposable
    {
        internal ArcticEncoder Encoder { get; } = new(Path.Combine(BuiltInEncoder.Folder, "model.onnx"), Path.Combine(BuiltInEncoder.Folder, "vocab.txt"));

        public void Dispose() => Encoder.Dispose();
    }
}
