using System.Numerics.Tensors;
using ResearchBot.Encoder.Numerics;
using ResearchBot.Encoder.Tokens;
using ResearchBot.Encoder.Weights;

namespace ResearchBot.Encoder.Layers;

/// <summary>The graph of Universal Sentence Encoder lite, from pieces to unit vectors.</summary>
internal sealed class SentenceModel
{
    private const int EmbeddedWidth = 256;
    private readonly MatrixKernel _kernel;
    private readonly Vocabulary _vocabulary;
    private readonly float[] _embeddings;
    private readonly float[] _positions;
    private readonly TransformerLayer _first;
    private readonly TransformerLayer _second;
    private readonly Dense _projection;

    public SentenceModel(string folder, MatrixKernel kernel)
    {
        _kernel = kernel;
        _vocabulary = new Vocabulary(WeightFiles.Read(folder, "vocab.json"));
        var tensors = Tensors.Read(folder);
        _embeddings = tensors["module/Embeddings_en"].ToArray();
        _positions = Positions(tensors["AddTimingSignal/TimingSignal/ExpandDims_1"]);
        _first = new TransformerLayer(kernel, tensors, 0, EmbeddedWidth);
        _second = new TransformerLayer(kernel, tensors, 1, SentenceEncoder.Dimensions);
        _projection = Dense.Read(kernel, tensors, "tanh_layer_0/weights", "tanh_layer_0/bias");
    }

    public Workspace CreateWorkspace() => new(_vocabulary, _kernel.PanelWidth);

    public Tokenizer CreateTokenizer() => new(_vocabulary);

    /// <summary>Fills one row of `Output` for each text.</summary>
    public void Run(Workspace space)
    {
        for (var text = 0; text < space.Texts; text++)
        {
            Embed(space, space.Starts[text], space.Starts[text + 1]);
        }

        _first.Apply(space.Embedded, space.State, space);
        _second.Apply(space.State, space.State, space);
        for (var text = 0; text < space.Texts; text++)
        {
            Pool(space, space.Starts[text], space.Starts[text + 1], space.Pooled.Row(text, SentenceEncoder.Dimensions));
        }

        _projection.Apply(space.Pooled, space.Output, space.Texts);
        for (var text = 0; text < space.Texts; text++)
        {
            var vector = space.Output.Row(text, SentenceEncoder.Dimensions);
            TensorPrimitives.Tanh(vector, vector);
            TensorPrimitives.Multiply(vector, 1 / MathF.Sqrt(MathF.Max(TensorPrimitives.SumOfSquares<float>(vector), 1e-12f)), vector);
        }
    }

    /// <summary>Twice the piece's vector and its position's: the graph adds the signal to the sum, and that to the vectors.</summary>
    private void Embed(Workspace space, int start, int end)
    {
        for (var row = start; row < end; row++)
        {
            TensorPrimitives.MultiplyAdd(
                _embeddings.AsSpan(space.Pieces[row] * EmbeddedWidth, EmbeddedWidth),
                2f,
                _positions.AsSpan((row - start) * EmbeddedWidth, EmbeddedWidth),
                space.Embedded.Row(row, EmbeddedWidth));
        }
    }

    /// <summary>The mean over the text's pieces; zeros for a text without any.</summary>
    private static void Pool(Workspace space, int start, int end, Span<float> pooled)
    {
        pooled.Clear();
        for (var row = start; row < end; row++)
        {
            TensorPrimitives.Add(pooled, space.State.Row(row, pooled.Length), pooled);
        }

        TensorPrimitives.Divide(pooled, MathF.Max(end - start, 1), pooled);
    }

    /// <summary>Sines of the position at falling frequencies, then the cosines.</summary>
    private static float[] Positions(ReadOnlySpan<float> frequencies)
    {
        var positions = new float[SentenceEncoder.MostPieces * EmbeddedWidth];
        for (var position = 0; position < SentenceEncoder.MostPieces; position++)
        {
            for (var i = 0; i < frequencies.Length; i++)
            {
                var (sine, cosine) = Math.SinCos(position * frequencies[i]);
                positions[(position * EmbeddedWidth) + i] = (float)sine;
                positions[(position * EmbeddedWidth) + frequencies.Length + i] = (float)cosine;
            }
        }

        return positions;
    }
}
