using ResearchBot.Readers.Html;
using ResearchBot.Readers.Markdown;
using ResearchBot.Readers.PlainText;

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
