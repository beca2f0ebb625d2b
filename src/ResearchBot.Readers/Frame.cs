using System.Buffers.Binary;

namespace ResearchBot.Readers;

/// <summary>One message on the pipe: a 4-byte little-endian length, then that many bytes.</summary>
public static class Frame
{
    /// <summary>Reads the next frame.</summary>
    /// <returns>Its bytes, or null if the stream ends before the frame does or the length is negative.</returns>
    public static async Task<byte[]?> ReadAsync(Stream input, CancellationToken ct)
    {
        var head = new byte[sizeof(int)];
        if (await input.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) < head.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length < 0)
        {
            return null;
        }

        var body = new byte[length];
        return await input.ReadAtLeastAsync(body, length, throwOnEndOfStream: false, ct) == length ? body : null;
    }

    /// <summary>Writes one frame and flushes.</summary>
    public static async Task WriteAsync(Stream output, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var head = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(head, body.Length);
        await output.WriteAsync(head, ct);
        await output.WriteAsync(body, ct);
        await output.FlushAsync(ct);
    }
}
