using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;

namespace ResearchBot.EncoderModel;

/// <summary>Makes a model's products with constant matrices into products of whole numbers: the matrix is stored in steps of its own for each column,
/// the other side is put into steps while the model runs. The last layer computes the one row that is read.</summary>
internal static class QuantizedModel
{
    // Seven bits instead of eight: processors without VNNI add two products in 16 bits, which must not overflow.
    private const int Steps = 63;

    public static byte[] Of(byte[] model)
    {
        var parsed = ModelProto.Parser.ParseFrom(model);
        var graph = parsed.Graph;
        KeepFirstRow(graph);
        var constants = graph.Initializer.ToDictionary(one => one.Name);
        var inSteps = new HashSet<string>();
        NodeProto[] nodes = [.. graph.Node];
        graph.Node.Clear();
        foreach (var node in nodes)
        {
            if (node.OpType == "MatMul" && constants.TryGetValue(node.Input[1], out var matrix) && matrix is { Dims.Count: 2, DataType: (int)TensorProto.Types.DataType.Float })
            {
                if (graph.Initializer.Remove(matrix))
                {
                    graph.Initializer.Add(Quantized(matrix));
                }

                graph.Node.Add(InWholeNumbers(node, inSteps));
            }
            else
            {
                graph.Node.Add(node);
            }
        }

        return parsed.ToByteArray();
    }

    /// <summary>Leaves the last layer all rows to look at, and only the first to look from: a seventh of the work, for the same numbers.</summary>
    private static void KeepFirstRow(GraphProto graph)
    {
        const string Last = "/encoder/layer.5/attention/";
        var query = graph.Node.Single(node => node.Name == Last + "self/query/MatMul");
        var residual = graph.Node.Single(node => node.Name == Last + "output/Add");
        var rows = query.Input[0];
        var first = $"{rows}_first";
        var cut = Node("Slice", [rows, "first_row", "second_row", "row_axis"], [first]);
        graph.Initializer.Add(
        [
            Constant("first_row", TensorProto.Types.DataType.Int64, [1], BitConverter.GetBytes(0L)),
            Constant("second_row", TensorProto.Types.DataType.Int64, [1], BitConverter.GetBytes(1L)),
            Constant("row_axis", TensorProto.Types.DataType.Int64, [1], BitConverter.GetBytes(1L)),
        ]);
        query.Input[0] = first;
        residual.Input[residual.Input.IndexOf(rows)] = first;
        graph.Node.Insert(graph.Node.IndexOf(query), cut);
    }

    /// <summary>The matrix, the size of a step for each column, and the zeros from which steps are counted.</summary>
    private static IEnumerable<TensorProto> Quantized(TensorProto matrix)
    {
        var numbers = MemoryMarshal.Cast<byte, float>(matrix.RawData.Span);
        var columns = (int)matrix.Dims[1];
        var steps = new float[columns];
        for (var i = 0; i < numbers.Length; i++)
        {
            steps[i % columns] = Math.Max(steps[i % columns], Math.Abs(numbers[i]) / Steps);
        }

        var whole = new byte[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var step = steps[i % columns];
            whole[i] = step == 0 ? (byte)0 : (byte)(sbyte)Math.Clamp(MathF.Round(numbers[i] / step), -Steps, Steps);
        }

        return
        [
            Constant($"{matrix.Name}_whole", TensorProto.Types.DataType.Int8, matrix.Dims, whole),
            Constant($"{matrix.Name}_step", TensorProto.Types.DataType.Float, [columns], MemoryMarshal.AsBytes(steps.AsSpan())),
            Constant($"{matrix.Name}_zero", TensorProto.Types.DataType.Int8, [columns], new byte[columns]),
        ];
    }

    /// <summary>The nodes that stand for a product, in a form that ONNX Runtime joins into one.</summary>
    private static IEnumerable<NodeProto> InWholeNumbers(NodeProto product, HashSet<string> inSteps)
    {
        var (left, matrix, result) = (product.Input[0], product.Input[1], product.Output[0]);
        if (inSteps.Add(left))
        {
            yield return Node("DynamicQuantizeLinear", [left], [$"{left}_whole", $"{left}_step", $"{left}_zero"]);
        }

        var cast = Node("Cast", [$"{result}_sum"], [$"{result}_sum_float"]);
        cast.Attribute.Add(new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = (int)TensorProto.Types.DataType.Float });
        yield return Node("MatMulInteger", [$"{left}_whole", $"{matrix}_whole", $"{left}_zero", $"{matrix}_zero"], [$"{result}_sum"]);
        yield return cast;
        yield return Node("Mul", [$"{left}_step", $"{matrix}_step"], [$"{result}_step"]);
        yield return Node("Mul", [$"{result}_sum_float", $"{result}_step"], [result]);
    }

    private static NodeProto Node(string type, string[] inputs, string[] outputs) =>
        new() { OpType = type, Name = $"{outputs[0]}_{type}", Input = { inputs }, Output = { outputs } };

    private static TensorProto Constant(string name, TensorProto.Types.DataType type, IEnumerable<long> dimensions, ReadOnlySpan<byte> content) =>
        new() { Name = name, DataType = (int)type, Dims = { dimensions }, RawData = ByteString.CopyFrom(content) };
}
