using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.Core.Documents;

/// <summary>The hashes that are stored with a version, against bits that change on the disk: one of everything that is stored of it, then one of each
/// stretch of its text, so that what is cut from a long text is checked without the rest. In Base64; 128 bits of SHA-256 each.</summary>
internal static class VersionHashes
{
    /// <summary>The characters of a stretch; one fewer where that would part a surrogate pair.</summary>
    public const int Stretch = 4096;

    private const int Bytes = 16;

    /// <summary>The hashes of a version.</summary>
    public static string Of(VersionRow row, IEnumerable<Chunk> chunks)
    {
        var count = StretchesOf(row.Text.Length);
        var hashes = new byte[(1 + count) * Bytes];
        for (var stretch = 0; stretch < count; stretch++)
        {
            HashOf(row.Text, stretch, hashes.AsSpan((1 + stretch) * Bytes, Bytes));
        }

        HashAll(row, chunks, hashes.AsSpan(Bytes), hashes.AsSpan(0, Bytes));
        return Convert.ToBase64String(hashes);
    }

    /// <summary>Whether a part of a text is as it was stored. What is no part of the text is none that differs.</summary>
    public static bool Hold(string hashes, string text, int start, int end)
    {
        var stated = Read(hashes);
        if (stated.Length != (1 + StretchesOf(text.Length)) * Bytes)
        {
            return false;
        }

        if (start < 0 || end > text.Length || start >= end)
        {
            return true;
        }

        Span<byte> now = stackalloc byte[Bytes];
        for (var stretch = start / Stretch; stretch <= Math.Min(end, text.Length - 1) / Stretch; stretch++)
        {
            HashOf(text, stretch, now);
            if (!now.SequenceEqual(stated.AsSpan((1 + stretch) * Bytes, Bytes)))
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] Read(string hashes)
    {
        var bytes = new byte[hashes.Length];
        return Convert.TryFromBase64String(hashes, bytes, out var length) ? bytes[..length] : [];
    }

    private static int StretchesOf(int length) => (length + Stretch - 1) / Stretch;

    private static int StartOf(string text, int stretch)
    {
        var start = Math.Min(stretch * Stretch, text.Length);
        return start > 0 && start < text.Length && char.IsSurrogatePair(text[start - 1], text[start]) ? start - 1 : start;
    }

    private static void HashOf(string text, int stretch, Span<byte> hash)
    {
        var start = StartOf(text, stretch);
        var words = text.AsSpan(start, StartOf(text, stretch + 1) - start);
        Span<byte> utf8 = stackalloc byte[Stretch * 3 + 3];
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(words, utf8)], whole);
        whole[..Bytes].CopyTo(hash);
    }

    private static void HashAll(VersionRow row, IEnumerable<Chunk> chunks, ReadOnlySpan<byte> stretches, Span<byte> hash)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (string?[])[row.Id, row.Key, row.Title, row.Published, row.About, row.Places, row.Blocks, row.Links, row.Remarks])
        {
            Add(all, part);
        }

        Add(all, row.Version, row.Characters, row.ChunkCount);
        foreach (var chunk in chunks)
        {
            var place = chunk.Place;
            Add(all, chunk.Ordinal, chunk.Start, chunk.Length, place.Page, place.Line, place.Slide, place.Row, place.Paragraph, place.Cell, chunk.Context?.Start, chunk.Context?.Length);
            Add(all, place.Section);
            Add(all, place.Sheet);
            Add(all, place.Time);
        }

        all.AppendData(stretches);
        all.GetHashAndReset().AsSpan(0, Bytes).CopyTo(hash);
    }

    private static void Add(IncrementalHash all, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Add(all, text is null ? -1 : bytes.Length);
        all.AppendData(bytes);
    }

    private static void Add(IncrementalHash all, params ReadOnlySpan<long?> numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number ?? long.MinValue);
            all.AppendData(bytes);
        }
    }
}
