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
        var expected = reference.Get();
        for (var i = 0; i < expected.Count; i++)
        {
            encoder.Tokenize(ReferenceTexts.All[i]).ShouldBe(expected[i].Pieces, $"text {i}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_vectors_are_those_of_the_reference(bool portable)
    {
        var encoder = LoadedEncoder.Get(portable);
        var expected = reference.Get();
        var together = new float[expected.Count * SentenceEncoder.Dimensions];
        encoder.Encode(ReferenceTexts.All, together, TestContext.Current.CancellationToken);
        var alone = new float[SentenceEncoder.Dimensions];
        float worst = 0, least = 1;
        for (var i = 0; i < expected.Count; i++)
        {
            encoder.Encode(ReferenceTexts.All[i], alone);
            Compare(alone, expected[i].Vector);
            Compare(together.AsSpan(i * alone.Length, alone.Length), expected[i].Vector);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"largest difference {worst:g3}, least cosine {least:f7}");
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
        private readonly List<(int[] Pieces, float[] Vector)> _texts = [];

        internal IReadOnlyList<(int[] Pieces, float[] Vector)> Get()
        {
            Assert.SkipWhen(NodePeer.Absence is not null, NodePeer.Absence ?? "");
            _texts.Count.ShouldBe(1000);
            return _texts;
        }

        public async ValueTask InitializeAsync()
        {
            if (NodePeer.Absence is not null)
            {
                return;
            }

            using var folder = new TestFolder();
            NodePeer.WriteTexts(folder["texts"], ReferenceTexts.All);
            await NodePeer.RunAsync(["vectors", folder["texts"], folder["result"]], TestContext.Current.CancellationToken);
            using var reader = new BinaryReader(File.OpenRead(folder["result"]));
            while (reader.BaseStream.Position < reader.BaseStream.Length)
            {
                var pieces = new int[reader.ReadInt32()];
                for (var i = 0; i < pieces.Length; i++)
                {
                    pieces[i] = reader.ReadInt32();
                }

                var vector = new float[SentenceEncoder.Dimensions];
                for (var i = 0; i < vector.Length; i++)
                {
                    vector[i] = reader.ReadSingle();
                }

                _texts.Add((pieces, vector));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
