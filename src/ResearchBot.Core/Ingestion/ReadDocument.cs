namespace ResearchBot.Core.Ingestion;

/// <summary>What a reader extracted from a file: the text as a person sees it, and its structure.</summary>
public sealed record ReadDocument(string Text, IReadOnlyList<Block> Blocks, IReadOnlyList<PlaceMark> Places)
{
    /// <summary>Stated by the document, or null.</summary>
    public string? Title { get; init; }

    /// <summary>See <see cref="Document.Published"/>.</summary>
    public string? Published { get; init; }

    /// <summary>See <see cref="Document.About"/>.</summary>
    public IReadOnlyDictionary<string, string> About { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>What the person who loads the file should know, one sentence each, such as pages that could not be read.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>Reads untrusted documents in another process, so that a malicious or broken file affects only itself. Supplied by the host.</summary>
public interface IFileReader
{
    /// <summary>Reads one file; the extension of its name is a hint at its format.</summary>
    /// <param name="progress">Told of the pages of files that take long; may be null.</param>
    Task<ReadOutcome<ReadDocument>> ReadAsync(string name, byte[] bytes, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>How far the reading of a file is.</summary>
/// <param name="Pages">Those that are read.</param>
/// <param name="Total">All that are to be read.</param>
public sealed record ReadingProgress(int Pages, int Total);

/// <summary>The result of reading: exactly one of the three is set.</summary>
/// <param name="Refused">Why it cannot be read, for a person: it is empty, too large, or of an unsupported format.</param>
/// <param name="Failed">A fault, for a person; it may work the next time.</param>
public sealed record ReadOutcome<T>(T? Value, string? Refused, string? Failed)
    where T : class;
