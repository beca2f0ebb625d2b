using ResearchBot.Readers.Html;

namespace ResearchBot.Readers;

/// <summary>The formats that are read, by file name end.</summary>
public static class DocumentReaders
{
    private static readonly DocumentReader[] All =
    [
        new PlainTextReader(),
        new MarkdownReader(),
        new HtmlReader(),
    ];

    private static readonly Dictionary<string, DocumentReader> ByExtension = All
        .SelectMany(reader => reader.Extensions, (reader, extension) => (reader, extension))
        .ToDictionary(pair => pair.extension, pair => pair.reader, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every file name end that is read, in lower case, with the dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. All.SelectMany(reader => reader.Extensions)];

    /// <summary>Reads a file in the format that its name ends with.</summary>
    /// <exception cref="RefusalException">The file is not read; the message says why and may be shown.</exception>
    public static ReadDocument Read(string name, ReadOnlySpan<byte> content, int maxCharacters)
    {
        if (!ByExtension.TryGetValue(Path.GetExtension(name), out var reader))
        {
            throw new RefusalException($"This kind of file is not read. These are: {string.Join(' ', Extensions)}.");
        }

        var document = reader.Read(content);
        return document.Text.Length <= maxCharacters
            ? document
            : throw new RefusalException($"The text has {document.Text.Length:N0} characters; at most {maxCharacters:N0} are read.");
    }
}

/// <summary>Reads one file format. A new format is one such class and one line in <see cref="DocumentReaders"/>.</summary>
public abstract class DocumentReader
{
    /// <summary>File name ends of the format in lower case, with the dot.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="RefusalException">The file has no text that can be read; the message says why.</exception>
    public abstract ReadDocument Read(ReadOnlySpan<byte> content);
}

/// <summary>A file that cannot be read. The message is written for people and holds nothing from an inner exception.</summary>
public sealed class RefusalException(string message) : Exception(message);
