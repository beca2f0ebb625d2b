using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>Validates a model's vectors before they are stored or compared.</summary>
public sealed class VectorCheck(EmbeddingModel model, int? dimensions)
{
    private int _dimensions = dimensions ?? 0;

    /// <summary>The vectors scaled to unit length; empty for a text whose vector is all zeros.</summary>
    /// <exception cref="EmbeddingFaultException">The answer is unusable.</exception>
    public float[][] ToVectors(GeneratedEmbeddings<Embedding<float>> answer, int texts)
    {
        if (answer.Count != texts)
        {
            throw new EmbeddingFaultException($"{model.Name} answered with {answer.Count} vectors for {texts} texts.");
        }

        return [.. answer.Select(one => ToUnit(one.Vector.Span))];
    }

    private float[] ToUnit(ReadOnlySpan<float> vector)
    {
        var known = Interlocked.CompareExchange(ref _dimensions, vector.Length, 0);
        if (vector.Length == 0 || (known != 0 && known != vector.Length))
        {
            throw new EmbeddingFaultException(
                $"{model.Name} answered with vectors of {vector.Length} numbers where {known} are expected. Set Models:Embeddings:Model and Models:Embeddings:Dimensions to what the endpoint serves.");
        }

        if (!VectorIndex.Takes(vector.Length))
        {
            throw new EmbeddingFaultException(
                $"{model.Name} answered with vectors of {vector.Length} numbers; their length must be a multiple of 8 up to 4096. Ask for another with Models:Embeddings:Dimensions, or name another model.");
        }

        var length = MathF.Sqrt(TensorPrimitives.SumOfSquares(vector));
        if (!float.IsFinite(length))
        {
            throw new EmbeddingFaultException($"{model.Name} answered with numbers that are none.");
        }

        if (length == 0)
        {
            return [];
        }

        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, length, unit);
        return unit;
    }
}
