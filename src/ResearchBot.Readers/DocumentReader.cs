namespace ResearchBot.Readers;

/// <summary>Reads one file format. A new format is one such class and one line in <see cref="DocumentReaders"/>.</summary>
public abstract class DocumentReader
{
    /// <summary>File name ends of the format in lower case, with the dot.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="RefusalException">The file has no text that can be read; the message says why.</exception>
    public abstract ReadDocument Read(ReadOnlySpan<byte> content);
}
