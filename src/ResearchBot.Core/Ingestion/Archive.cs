namespace ResearchBot.Core.Ingestion;

/// <summary>Takes archives apart in the reading process: zip files of documents, and the exports of Notion, Confluence and Slack. Supplied by the
/// host.</summary>
public interface IArchiveReader
{
    /// <summary>The documents in an archive. Refused if the bytes are no archive, are encrypted or are made to harm.</summary>
    /// <param name="name">The archive's file name.</param>
    Task<ReadOutcome<ArchiveListing>> ListAsync(string name, byte[] bytes, CancellationToken cancellationToken);

    /// <summary>The bytes of one listed entry. Entries of one archive are best asked for one after the other: the process then keeps the archive.</summary>
    /// <param name="path">See <see cref="ArchiveEntry.Path"/>.</param>
    Task<ReadOutcome<byte[]>> ExtractAsync(string name, byte[] bytes, string path, CancellationToken cancellationToken);
}

/// <summary>What an archive holds.</summary>
/// <param name="Entries">Ordered by path.</param>
/// <param name="Remarks">What the person who loads it should know, one sentence each, such as entries that are left out.</param>
public sealed record ArchiveListing(IReadOnlyList<ArchiveEntry> Entries, IReadOnlyList<string> Remarks);

/// <summary>A document in an archive: a file, or what the archive keeps in several, such as all days of a chat channel.</summary>
/// <param name="Path">Its path in the archive with forward slashes, the same for the same archive; its end is a hint at the format. A zip file that is
/// itself a document, such as a Word file with the wrong name, has one entry with the right name.</param>
/// <param name="Length">In bytes, as the archive states it.</param>
public sealed record ArchiveEntry(string Path, long Length);
