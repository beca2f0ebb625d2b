namespace ResearchBot.Core.Ingestion;

/// <summary>What a reader extracted from a file.</summary>
/// <param name="Title">Stated by the document, or null.</param>
/// <param name="Places">Ascending by start; see <see cref="PlaceMark"/>.</param>
public sealed record ReadDocument(
    string Text,
    string? Title,
    string? Published,
    IReadOnlyDictionary<string, string> About,
    IReadOnlyList<PlaceMark> Places);

/// <summary>Reads untrusted documents in another process, so that a malicious or broken file affects only itself. Supplied by the host.</summary>
public interface IFileReader
{
    /// <summary>Reads one file; the extension of its name determines the format.</summary>
    Task<ReadOutcome<ReadDocument>> ReadAsync(string name, byte[] bytes, CancellationToken cancellationToken);
}

/// <summary>The result of reading: exactly one of the three is set.</summary>
/// <param name="Refused">Why it cannot be read, for a person: it is empty, too large, or of an unsupported format.</param>
/// <param name="Failed">A fault, for a person; it may work the next time.</param>
public sealed record ReadOutcome<T>(T? Value, string? Refused, string? Failed)
    where T : class;
