using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>A file's bytes as the store keeps them, once for all versions that were read from them.</summary>
/// <param name="Hash">SHA-256 in lower-case hexadecimal.</param>
/// <param name="Length">Of the file, in bytes.</param>
/// <param name="Deflated">Null if the store has them already.</param>
public sealed record Original(string Hash, int Length, byte[]? Deflated)
{
    public static Original Of(byte[] content) => new(HashOf(content), content.Length, Packed.Deflate(content));

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

/// <summary>The kept files.</summary>
public sealed class Originals(Database database)
{
    /// <summary>A file's bytes; null if they are not kept, or damaged in the store.</summary>
    public async Task<byte[]?> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        var row = await database.FirstOrDefaultAsync<(long Length, byte[]? Content)>(
            "SELECT length, content FROM originals WHERE hash = @hash", new { hash }, cancellationToken);
        return row.Content is not null && Packed.TryInflate(row.Content, (int)row.Length) is { } bytes && Original.HashOf(bytes) == hash ? bytes : null;
    }

    /// <summary>Keeps a file in the caller's transaction.</summary>
    internal static Task KeepAsync(DbConnection connection, Original original) => connection.ExecuteAsync(
        "INSERT INTO originals (hash, length, content) VALUES (@Hash, @Length, @Deflated) ON CONFLICT DO NOTHING", original);

    /// <summary>Deletes every file that nothing stored was read from.</summary>
    public Task DropUnneededAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        DELETE FROM originals WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.original = originals.hash)
        AND NOT EXISTS (SELECT 1 FROM waiting_documents w WHERE w.original = originals.hash)
        """,
        null,
        cancellationToken);

    /// <summary>Deletes those of some files that nothing stored was read from, in the caller's transaction.</summary>
    internal static Task DropUnneededAsync(DbConnection connection, IEnumerable<string> hashes) => connection.ExecuteAsync(
        """
        DELETE FROM originals WHERE hash = @hash AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.original = @hash)
        AND NOT EXISTS (SELECT 1 FROM waiting_documents w WHERE w.original = @hash)
        """,
        hashes.Distinct().Select(hash => new { hash }));
}

/// <summary>Bytes in deflated form.</summary>
internal static class Packed
{
    public static byte[] Deflate(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new DeflateStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>The bytes; null if they are damaged so that they cannot be inflated.</summary>
    public static byte[]? TryInflate(byte[] packed, int length)
    {
        try
        {
            var bytes = new byte[length];
            using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or OverflowException or OutOfMemoryException)
        {
            return null;
        }
    }
}
