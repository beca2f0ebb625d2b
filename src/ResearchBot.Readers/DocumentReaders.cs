using ResearchBot.Readers.Chat;
using ResearchBot.Readers.Code;
using ResearchBot.Readers.Exports;
using ResearchBot.Readers.Html;
using ResearchBot.Readers.Mail;
using ResearchBot.Readers.Markup;
using ResearchBot.Readers.Office;
using ResearchBot.Readers.Pdf;
using ResearchBot.Readers.Recognition;
using ResearchBot.Readers.Zip;

namespace ResearchBot.Readers;

/// <summary>The formats that are read.</summary>
public static class DocumentReaders
{
    private static readonly DocumentReader[] All =
    [
        new PlainTextReader(),
        new MarkdownReader(),
        new HtmlReader(),
        new PdfReader(),
        new PictureReader(),
        new OfficeReader(),
        new CsvFileReader(),
        new MailReader(),
        new MailboxReader(),
        new NotebookReader(),
        new DataFileReader(),
        new XmlFileReader(),
        new SourceCodeReader(),
        new SubtitleReader(),
        new LogReader(),
        new SlackChannelReader(),
    ];

    private static readonly Dictionary<string, DocumentReader> ByExtension = All
        .SelectMany(reader => reader.Extensions, (reader, extension) => (reader, extension))
        .ToDictionary(pair => pair.extension, pair => pair.reader, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every file name end that is read, in lower case, with the dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. All.SelectMany(reader => reader.Extensions)];

    /// <summary>Reads a file in the format of its content; the end of its name is a hint.</summary>
    /// <exception cref="RefusalException">The file is not read; the message says why and may be shown.</exception>
    public static ReadDocument Read(FileToRead file)
    {
        var stated = Path.GetExtension(file.Name).ToLowerInvariant();
        var extension = FileType.Of(file, stated, ByExtension.ContainsKey);
        if (!ByExtension.TryGetValue(extension, out var reader))
        {
            throw new RefusalException(extension == Archive.Extension
                ? "This is an archive inside another file; unpack it and load what it holds."
                : $"Files of the kind {extension} are not read. Save it as PDF, as a newer Office file or as text.");
        }

        return reader.Read(ByExtension.GetValueOrDefault(stated) == reader ? file : file with { Name = file.Name + extension });
    }
}

/// <summary>Reads one file format. A new format is one such class and one line in <see cref="DocumentReaders"/>.</summary>
public abstract class DocumentReader
{
    /// <summary>File name ends of the format in lower case, with the dot.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="RefusalException">The file has no text that can be read; the message says why.</exception>
    public abstract ReadDocument Read(FileToRead file);
}

/// <summary>A file that is to be read.</summary>
/// <param name="Name">File name; its end is a hint at the format.</param>
public sealed record FileToRead(string Name, byte[] Content, ReadingLimits Limits)
{
    /// <summary>How many files it stands in: 0, or 1 for a mail's attachment.</summary>
    public int Depth { get; init; }

    /// <summary>What may still be unpacked. A file inside this one is read <c>with</c> a new name, content and depth, so that both share it.</summary>
    public UnpackBudget Unpacked { get; init; } = new();

    /// <summary>Pages that were recognised before, by number; see <see cref="RecognisedPage.Words"/>. They are those of the outermost file.</summary>
    public IReadOnlyDictionary<int, string> RecognisedPages { get; init; } = new Dictionary<int, string>();

    /// <summary>Told of each page of the outermost file before and after it is recognised; may be null.</summary>
    public Action<RecognisedPage>? PageRecognised { get; init; }
}

/// <summary>A scanned page whose words are recognised.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Words">What is recognised, in a form that can be kept and given back by <see cref="FileToRead.RecognisedPages"/>; null while it is not yet
/// recognised.</param>
/// <param name="Done">How many pages are recognised.</param>
/// <param name="Total">How many are to be.</param>
public sealed record RecognisedPage(int Number, string? Words, int Done, int Total);

/// <summary>What one file may cost, and what reading may use.</summary>
/// <param name="MaxCharacters">UTF-16 code units of visible text.</param>
public sealed record ReadingLimits(int MaxCharacters)
{
    /// <summary>The languages of scanned pages, in Tesseract's names, joined by +.</summary>
    public string OcrLanguages { get; init; } = "eng";

    /// <summary>How long a file may take, and each of its pages whose words are recognised.</summary>
    public int DeadlineSeconds { get; init; } = 20;
}

/// <summary>A file that cannot be read. The message is written for people and holds nothing from an inner exception.</summary>
public sealed class RefusalException(string message) : Exception(message);
