using System.Numerics.Tensors;
using ResearchBot.Encoder.Numerics;
using ResearchBot.Encoder.Weights;

namespace ResearchBot.Encoder.Layers;

/// <summary>Attention, then a feed-forward net of one hidden layer; each reads the normalised state and adds to it.</summary>
internal sealed class TransformerLayer
{
    private readonly int _width;
    private readonly LayerNorm _beforeAttention;
    private readonly LayerNorm _beforeFeedForward;
    private readonly Dense _queriesKeysValues;
    private readonly Dense _attended;
    private readonly Dense? _widened;
    private readonly Dense _hidden;
    private readonly Dense _narrowed;
    private readonly Attention _attention;

    public TransformerLayer(MatrixKernel kernel, Tensors tensors, int layer, int width)
    {
        var weights = $"/Encode/Layer_{layer}/TransformerLayer/";
        var stack = $"/TransformerStack/Layer_{layer}/TransformerLayer/";
        const string Whole = "/ConcatPartitions/concat";
        _width = width;
        _attention = new Attention(kernel, width);
        _beforeAttention = ReadNorm("");
        _beforeFeedForward = ReadNorm("FFN/");
        _queriesKeysValues = ReadQueries();
        _attended = Dense.Read(kernel, tensors, Multihead("output_transform_single/kernel/part_0"), Multihead("output_transform_single/bias" + Whole));
        _widened = width == 512 ? null : Dense.Read(kernel, tensors, weights + "dense/kernel" + Whole, weights + "dense/bias" + Whole);
        _hidden = Dense.Read(kernel, tensors, stack + "FFN/conv1/Tensordot/Reshape_1", weights + "FFN/conv1/bias" + Whole);
        _narrowed = Dense.Read(kernel, tensors, stack + "FFN/conv2/Tensordot/Reshape_1", weights + "FFN/conv2/bias" + Whole);

        string Multihead(string name) => weights + "MultiheadAttention/" + name;

        LayerNorm ReadNorm(string part) => new(
            tensors[weights + part + "layer_prepostprocess/layer_norm/layer_norm_scale" + Whole],
            tensors[weights + part + "layer_prepostprocess/layer_norm/layer_norm_bias" + Whole]);

        // The graph scales the queries; here their weights are scaled once.
        Dense ReadQueries()
        {
            var matrix = tensors[Multihead("qkv_transform_single/kernel/part_0")].ToArray();
            var bias = tensors[Multihead("qkv_transform_single/bias" + Whole)].ToArray();
            var scale = tensors[stack + "MultiheadAttention/mul/y"][0];
            for (var row = 0; row < matrix.Length; row += bias.Length)
            {
                TensorPrimitives.Multiply(matrix.AsSpan(row, width), scale, matrix.AsSpan(row, width));
            }

            TensorPrimitives.Multiply(bias.AsSpan(0, width), scale, bias.AsSpan(0, width));
            return new Dense(kernel, matrix, bias);
        }
    }

    /// <summary>Reads `input`, `width` wide, and fills `state`, 512 wide; the two may be one.</summary>
    public void Apply(Rows input, Rows state, Workspace space)
    {
        var rows = space.Pieces.Count;
        Normalise(_beforeAttention, input, _width, space.Normalised, rows);
        _queriesKeysValues.Apply(space.Normalised, space.Wide, rows);
        for (var text = 0; text < space.Texts; text++)
        {
            var start = space.Starts[text];
            _attention.Apply(space.Wide, space.Attended, start, space.Starts[text + 1] - start, space.Attention);
        }

        _widened?.Apply(input, state, rows);
        _attended.Add(space.Attended, state, rows);

        Normalise(_beforeFeedForward, state, state.Stride, space.Normalised, rows);
        _hidden.Apply(space.Normalised, space.Wide, rows);
        for (var row = 0; row < rows; row++)
        {
            var hidden = space.Wide.Row(row, _hidden.Outputs);
            TensorPrimitives.Max(hidden, 0f, hidden);
        }

        _narrowed.Add(space.Wide, state, rows);
    }

    private static void Normalise(LayerNorm norm, Rows source, int width, Rows target, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            norm.Apply(source.Row(row, width), target.Row(row, width));
        }
    }
}
