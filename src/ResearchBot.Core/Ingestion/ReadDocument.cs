using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Ingestion;

/// <summary>What a reader made of a file's bytes.</summary>
/// <param name="Text">Becomes the stored text as it is.</param>
/// <param name="Title">Stated by the document, or null.</param>
/// <param name="Published">See <see cref="Document.Published"/>.</param>
/// <param name="About">See <see cref="Document.About"/>.</param>
/// <param name="Places">Ascending by start; see <see cref="PlaceMark"/>.</param>
public sealed record ReadDocument(
    string Text,
    string? Title,
    string? Published,
    IReadOnlyDictionary<string, string> About,
    IReadOnlyList<PlaceMark> Places);

/// <summary>Reads foreign documents outside of this process: whatever the bytes do, only that file is lost. The host supplies it.</summary>
public interface IFileReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="name">The file's name; its extension decides the format.</param>
    /// <param name="bytes">Its content.</param>
    Task<ReadOutcome<ReadDocument>> ReadAsync(string name, byte[] bytes, CancellationToken cancellationToken);
}

/// <summary>The end of an attempt to read: exactly one of the three is set.</summary>
/// <typeparam name="T">What was to be read.</typeparam>
/// <param name="Value">What was read.</param>
/// <param name="Refused">Why it will not be read, for a person: it is empty, too large, of another format.</param>
/// <param name="Failed">What went wrong, for a person: it may work the next time.</param>
public sealed record ReadOutcome<T>(T? Value, string? Refused, string? Failed)
    where T : class;
