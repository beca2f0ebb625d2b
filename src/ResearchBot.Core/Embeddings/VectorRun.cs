using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ResearchBot.Core.Embeddings;

/// <summary>The vectors of neighbouring chunks of one document version, by one model.</summary>
/// <param name="Sequence">Its number in the sequence of vectors; 0 before it is stored.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Version">Its version.</param>
/// <param name="Model">See <see cref="EmbeddingModel.Id"/>.</param>
/// <param name="FirstChunk">Ordinal of the first chunk.</param>
/// <param name="Present">One entry for each chunk from the first on: whether it has a vector.</param>
/// <param name="Dimensions">Length of a vector; 0 where no chunk has one.</param>
/// <param name="Rows">The vectors of the chunks that have one, in their order, contiguous, of unit length.</param>
public sealed record VectorRun(
    long Sequence, string DocumentId, int Version, string Model, int FirstChunk, IReadOnlyList<bool> Present, int Dimensions, float[] Rows);

internal sealed record VectorRow(
    long Sequence, string DocumentId, long Version, string Model, long FirstChunk, long Dimensions, byte[] Present, byte[] Numbers)
{
    public const string Select =
        """
        SELECT r.sequence, r.document_id AS DocumentId, r.version, r.model, r.first_chunk AS FirstChunk, r.dimensions, r.present, r.numbers
        FROM vectors r
        """;

    public VectorRun ToRun()
    {
        var rows = new float[Numbers.Length / sizeof(float)];
        Numbers.CopyTo(MemoryMarshal.AsBytes(rows.AsSpan()));
        SwapBytes(rows);
        return new VectorRun(Sequence, DocumentId, (int)Version, Model, (int)FirstChunk, Array.ConvertAll(Present, one => one != 0), (int)Dimensions, rows);
    }

    public static byte[] ToBytes(float[] rows)
    {
        var copy = (float[])rows.Clone();
        SwapBytes(copy);
        return MemoryMarshal.AsBytes(copy.AsSpan()).ToArray();
    }

    private static void SwapBytes(float[] rows)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, int>(rows.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }
}
