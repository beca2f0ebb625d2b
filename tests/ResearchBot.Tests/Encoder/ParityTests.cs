using System.Numerics.Tensors;
using ResearchBot.Encoder;

namespace ResearchBot.Tests.Encoder;

/// <summary>The encoder against @energetic-ai/embeddings in Node, on the same texts.</summary>
public sealed class ParityTests(ParityTests.Reference reference) : IClassFixture<ParityTests.Reference>
{
    [Fact]
    public void The_pieces_are_those_of_the_reference()
    {
        var encoder = LoadedEncoder.Get();
        var expected = reference.Pieces;
        expected.Count.ShouldBe(1000);
        for (var i = 0; i < expected.Count; i++)
        {
            encoder.Tokenize(ReferenceTexts.All[i]).SequenceEqual(expected[i]).ShouldBeTrue($"text {i}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_vectors_are_those_of_the_reference(bool portable)
    {
        var encoder = LoadedEncoder.Get(portable);
        var expected = reference.Vectors;
        var texts = ReferenceTexts.All.Where((_, i) => i % Reference.Every == 0).ToList();
        var together = new float[texts.Count * SentenceEncoder.Dimensions];
        expected.Count.ShouldBe(texts.Count);
        encoder.Encode(texts, together, TestContext.Current.CancellationToken);
        var alone = new float[SentenceEncoder.Dimensions];
        float worst = 0, least = 1;
        for (var i = 0; i < expected.Count; i++)
        {
            encoder.Encode(texts[i], alone);
            Compare(alone, expected[i]);
            Compare(together.AsSpan(i * alone.Length, alone.Length), expected[i]);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"largest difference {worst:g3}, least cosine {least:f7}, {texts.Count} texts");
        least.ShouldBeGreaterThanOrEqualTo(.99999f);
        worst.ShouldBeLessThanOrEqualTo(1e-4f);

        void Compare(ReadOnlySpan<float> vector, float[] other)
        {
            var difference = new float[vector.Length];
            TensorPrimitives.Subtract(vector, other, difference);
            worst = Math.Max(worst, Math.Abs(TensorPrimitives.MaxMagnitude<float>(difference)));
            least = Math.Min(least, TensorPrimitives.CosineSimilarity(vector, other));
        }
    }

    /// <summary>What Node says, asked once for all tests.</summary>
    public sealed class Reference : IAsyncLifetime
    {
        private readonly List<int[]> _pieces = [];
        private readonly List<float[]> _vectors = [];

        /// <summary>Vectors cost the reference a minute; they are compared for every so manyth text.</summary>
        public static int Every { get; } = ReferenceTexts.All.Count / TestScale.Of(ReferenceTexts.All.Count);

        internal IReadOnlyList<int[]> Pieces => Available(_pieces);

        internal IReadOnlyList<float[]> Vectors => Available(_vectors);

        public async ValueTask InitializeAsync()
        {
            if (NodePeer.Absence is not null)
            {
                return;
            }

            using var folder = new TestFolder();
            NodePeer.WriteTexts(folder["texts"], ReferenceTexts.All);
            await NodePeer.RunAsync(["vectors", folder["texts"], folder["result"], $"{Every}"], TestContext.Current.CancellationToken);
            using var reader = new BinaryReader(File.OpenRead(folder["result"]));
            for (var text = 0; text < ReferenceTexts.All.Count; text++)
            {
                _pieces.Add([.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32())]);
            }

            while (reader.BaseStream.Position < reader.BaseStream.Length)
            {
                _vectors.Add([.. Enumerable.Range(0, SentenceEncoder.Dimensions).Select(_ => reader.ReadSingle())]);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static List<T> Available<T>(List<T> values)
        {
            Assert.SkipWhen(NodePeer.Absence is not null, NodePeer.Absence ?? "");
            return values;
        }
    }
}
