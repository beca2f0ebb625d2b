using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ResearchBot.Core.Embeddings;

// With properties: the driver takes a column of an empty answer for text, which no constructor here would match.
internal sealed record VectorRow
{
    public long Sequence { get; init; }

    public required string DocumentId { get; init; }

    public long Version { get; init; }

    public required string Model { get; init; }

    public long FirstChunk { get; init; }

    public long Dimensions { get; init; }

    public required byte[] Present { get; init; }

    public required byte[] Numbers { get; init; }

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
