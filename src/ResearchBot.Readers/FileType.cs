using System.Text;
using ResearchBot.Readers.Exports;
using ResearchBot.Readers.Zip;

namespace ResearchBot.Readers;

/// <summary>The format of a file: its content decides, the end of its name chooses among the kinds of text.</summary>
internal static class FileType
{
    private const int Head = 4096;

    /// <summary>The first bytes of formats, and the name end of each.</summary>
    private static readonly (byte[] Start, int At, string Extension)[] Signatures =
    [
        ([.. "{\\rtf"u8], 0, ".rtf"), ([0xFF, .. "WPC"u8], 0, ".wpd"),
        ([0x89, .. "PNG\r\n"u8], 0, ".png"), ([0xFF, 0xD8, 0xFF], 0, ".jpg"), ([.. "II*\0"u8], 0, ".tiff"), ([.. "MM\0*"u8], 0, ".tiff"),
    ];

    /// <summary>What is never read, and what to do instead.</summary>
    private static readonly (byte[] Start, int At, string Advice)[] Unread =
    [
        ([0x1F, 0x8B], 0, Packed), ([.. "BZh"u8], 0, Packed), ([0xFD, .. "7zXZ"u8], 0, Packed), ([.. "7z"u8, 0xBC, 0xAF], 0, Packed),
        ([.. "Rar!"u8], 0, Packed), ([0x28, 0xB5, 0x2F, 0xFD], 0, Packed), ([.. "ustar"u8], 257, Packed),
        ([.. "SQLite format 3"u8], 0, "This is a database; export its tables as CSV files."),
        ([0x7F, .. "ELF"u8], 0, Program), ([.. "MZ"u8], 0, Program), ([0xCF, 0xFA, 0xED, 0xFE], 0, Program), ([0xCA, 0xFE, 0xBA, 0xBE], 0, Program),
        ([.. "GIF8"u8], 0, Picture), ([.. "WEBP"u8], 8, Picture), ([.. "BM"u8], 0, Picture), ([.. "ftyphe"u8], 4, Picture), ([.. "ftypavif"u8], 4, Picture),
        ([.. "ftyp"u8], 4, Media), ([.. "ID3"u8], 0, Media), ([.. "OggS"u8], 0, Media), ([.. "fLaC"u8], 0, Media), ([.. "WAVE"u8], 8, Media),
        ([.. "AVI "u8], 8, Media), ([0x1A, 0x45, 0xDF, 0xA3], 0, Media), ([0xFF, 0xFB], 0, Media), ([0, 0, 1, 0xBA], 0, Media),
        ([.. "wOF"u8], 0, "This is a font, which holds no text."), ([0, 1, 0, 0, 0], 0, "This is a font, which holds no text."),
    ];

    private const string Packed = "This kind of archive is not read; unpack it and load the folder, or pack it as a zip file.";
    private const string Program = "This is a program, which holds no text to read.";
    private const string Picture = "This kind of picture is not read; save it as PNG or JPEG.";
    private const string Media = "Sound and video are not read; load a transcript, such as an .srt, .vtt or .txt file.";

    /// <summary>The name end of the format that the content is in.</summary>
    /// <param name="extension">The name's end in lower case, with the dot; may be empty.</param>
    /// <param name="isRead">Whether a reader exists for a name end.</param>
    /// <exception cref="RefusalException">The content is of a kind that is not read.</exception>
    public static string Of(FileToRead file, string extension, Func<string, bool> isRead)
    {
        ReadOnlySpan<byte> content = file.Content;
        if (content[..Math.Min(content.Length, 1024)].IndexOf("%PDF-"u8) >= 0 && TextFormats.IsForeign(extension))
        {
            return ".pdf";
        }

        if (OleContainer.IsOle(content))
        {
            return OleContainer.Kind(content, extension);
        }

        if (ZipContainer.IsZip(content))
        {
            return ZipKinds.Of(file, extension);
        }

        foreach (var (start, at, kind) in Signatures)
        {
            if (StartsAt(content, at, start))
            {
                return kind;
            }
        }

        if (isRead(extension) && !TextFormats.IsForeign(extension) && !content[..Math.Min(content.Length, Head)].Contains((byte)0))
        {
            return extension;
        }

        if (TextDecoder.TryDecode(content) is { } text && !text.Contains('\0', StringComparison.Ordinal))
        {
            return TextFormats.IsForeign(extension) || !isRead(extension)
                ? TextFormats.Sniff(Path.GetFileName(file.Name), text, isRead)
                : extension;
        }

        foreach (var (start, at, advice) in Unread)
        {
            if (StartsAt(content, at, start))
            {
                throw new RefusalException(advice);
            }
        }

        // A reader of a binary format may know what is not known here, and a reader of text says what is wrong with the text.
        return content.Length == 0 ? ".txt" : isRead(extension) ? extension : throw new RefusalException(
            "This kind of file is not read: it is binary and of no known format. Save it as PDF, as an Office file or as text.");
    }

    private static bool StartsAt(ReadOnlySpan<byte> content, int at, byte[] start) => content.Length > at && content[at..].StartsWith(start);
}

/// <summary>The kinds of text, told by their first characters where the name does not say it.</summary>
internal static class TextFormats
{
    private const int Head = 4096;

    /// <summary>Name ends of binary formats: text under such a name is something else.</summary>
    private static readonly HashSet<string> Binary =
    [
        "", ".pdf", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf", ".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".pptx", ".pptm", ".ppsx", ".ppsm",
        ".potx", ".ppt", ".pps", ".pot", ".odt", ".ott", ".ods", ".ots", ".odp", ".otp", ".epub", ".zip", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff",
        ".bmp", ".webp", ".wpd", ".wps", ".msg",
    ];

    /// <summary>Whether text is not what the name end promises.</summary>
    public static bool IsForeign(string extension) => Binary.Contains(extension);

    /// <summary>The name end of the format that a text seems to be in; plain text if nothing speaks for another one.</summary>
    public static string Sniff(string name, string text, Func<string, bool> isRead)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, Head)).TrimStart("\uFEFF \t\r\n");
        var found = Markup(head) ?? Lines(head) ?? ByName(name) ?? Table(name, head);
        return found is not null && isRead(found) ? found : ".txt";
    }

    private static string? Markup(ReadOnlySpan<char> head) =>
        head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
        || (head.StartsWith("<", StringComparison.Ordinal) && head.Contains("<html", StringComparison.OrdinalIgnoreCase)) ? ".html"
        : head.StartsWith("<?xml", StringComparison.Ordinal) ? ".xml"
        : head.StartsWith("{", StringComparison.Ordinal) && head.Contains("\"cells\"", StringComparison.Ordinal) ? ".ipynb"
        : head.StartsWith("{", StringComparison.Ordinal) && head.Contains('"') && head.Contains(':') ? ".json"
        : head.StartsWith("[{", StringComparison.Ordinal) || head.StartsWith("[\n", StringComparison.Ordinal) ? ".json"
        : null;

    private static string? Lines(ReadOnlySpan<char> head)
    {
        var end = head.IndexOfAny('\r', '\n');
        var first = end < 0 ? head : head[..end];
        return first.StartsWith("WEBVTT", StringComparison.Ordinal) ? ".vtt"
            : first.StartsWith("#!", StringComparison.Ordinal) ? Script(first)
            : first.StartsWith("From ", StringComparison.Ordinal) && first.Contains(':') ? ".mbox"
            : MailHeads.Count(head) >= 3 ? ".eml"
            : head.Contains(" --> ", StringComparison.Ordinal) && first.TrimEnd().IndexOfAnyExceptInRange('0', '9') < 0 ? ".srt"
            : null;
    }

    private static string? Script(ReadOnlySpan<char> first) =>
        first.Contains("python", StringComparison.Ordinal) ? ".py"
        : first.Contains("node", StringComparison.Ordinal) ? ".js"
        : first.Contains("perl", StringComparison.Ordinal) ? ".pl"
        : first.Contains("ruby", StringComparison.Ordinal) ? ".rb"
        : ".sh";

    private static string? ByName(string name) => name.ToUpperInvariant() switch
    {
        "README" or "CHANGELOG" or "CONTRIBUTING" => ".md",
        "DOCKERFILE" or "CONTAINERFILE" => ".dockerfile",
        "MAKEFILE" or "GNUMAKEFILE" => ".mk",
        "JENKINSFILE" => ".groovy",
        "RAKEFILE" or "GEMFILE" or "VAGRANTFILE" => ".rb",
        ".ENV" or ".EDITORCONFIG" or ".GITCONFIG" => ".ini",
        _ => null,
    };

    /// <summary>Many programs save tab-separated text as .xls.</summary>
    private static string? Table(string name, ReadOnlySpan<char> head) =>
        name.EndsWith(".xls", StringComparison.OrdinalIgnoreCase) && head.Contains('\t') ? ".tsv" : null;
}

/// <summary>The head of a mail.</summary>
internal static class MailHeads
{
    private static readonly string[] Names =
        ["from:", "to:", "subject:", "date:", "received:", "message-id:", "mime-version:", "content-type:", "return-path:", "delivered-to:", "reply-to:"];

    /// <summary>How many of the lines before the first empty one are fields that mails have; 0 if one of them is no field.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsEmpty)
            {
                return count;
            }

            if (line[0] is ' ' or '\t')
            {
                continue;
            }

            var colon = line.IndexOf(':');
            if (colon <= 0 || line[..colon].Contains(' '))
            {
                return 0;
            }

            foreach (var name in Names)
            {
                count += line.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            }
        }

        return count;
    }
}

/// <summary>The formats that are zip files, told apart by their parts.</summary>
internal static class ZipKinds
{
    private static readonly Dictionary<string, string> ByMediaType = new()
    {
        ["application/epub+zip"] = ".epub",
        ["application/vnd.oasis.opendocument.text"] = ".odt",
        ["application/vnd.oasis.opendocument.text-template"] = ".odt",
        ["application/vnd.oasis.opendocument.spreadsheet"] = ".ods",
        ["application/vnd.oasis.opendocument.spreadsheet-template"] = ".ods",
        ["application/vnd.oasis.opendocument.presentation"] = ".odp",
        ["application/vnd.oasis.opendocument.presentation-template"] = ".odp",
        ["application/vnd.oasis.opendocument.graphics"] = ".odg",
        ["application/vnd.sun.xml.writer"] = ".sxw",
        ["application/vnd.sun.xml.calc"] = ".sxc",
        ["application/vnd.sun.xml.impress"] = ".sxi",
    };

    /// <returns>A name end; that of an archive if it is no document.</returns>
    public static string Of(FileToRead file, string extension)
    {
        ZipContainer zip;
        try
        {
            zip = ZipContainer.Open(file);
        }
        catch (RefusalException) when (extension.Length > 0)
        {
            return TextFormats.IsForeign(extension) ? extension : Archive.Extension;
        }

        using (zip)
        {
            return zip.Find("Index/Document.iwa") is not null || zip.Find("Index.zip") is not null
                ? throw new RefusalException("Files of Pages, Numbers and Keynote are not read; export it as an Office file or as PDF.")
                : Office(zip) ?? MediaType(zip) ?? Archive.Extension;
        }
    }

    private static string? Office(ZipContainer zip)
    {
        if (zip.Find("[Content_Types].xml") is null)
        {
            return null;
        }

        var types = Head(zip, "[Content_Types].xml", 64 * 1024);
        return types.Contains("wordprocessingml", StringComparison.Ordinal) || types.Contains("ms-word", StringComparison.Ordinal) ? ".docx"
            : types.Contains("presentationml", StringComparison.Ordinal) || types.Contains("ms-powerpoint", StringComparison.Ordinal) ? ".pptx"
            : zip.Find("xl/workbook.bin") is not null ? ".xlsb"
            : types.Contains("spreadsheetml", StringComparison.Ordinal) || types.Contains("ms-excel", StringComparison.Ordinal) ? ".xlsx"
            : null;
    }

    private static string? MediaType(ZipContainer zip) =>
        zip.Find("mimetype") is not null ? ByMediaType.GetValueOrDefault(Head(zip, "mimetype", 200).Trim())
        : zip.Find("META-INF/container.xml") is not null ? ".epub"
        : zip.Find("content.xml") is not null && zip.Find("META-INF/manifest.xml") is not null ? ".odt"
        : null;

    private static string Head(ZipContainer zip, string name, int length)
    {
        try
        {
            using var stream = zip.Find(name)!.Open();
            var head = new byte[length];
            return Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, length, throwOnEndOfStream: false));
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }
}

/// <summary>The container of older Office formats, and of newer ones with a password.</summary>
internal static class OleContainer
{
    private static readonly byte[] Signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static readonly (string Stream, string Kind)[] Kinds =
        [("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"), ("WORKBOOK", ".xls"), ("PowerPoint Document", ".ppt")];

    public static bool IsOle(ReadOnlySpan<byte> content) => content.StartsWith(Signature);

    /// <param name="extension">Of the file's name: a document may hold another one.</param>
    /// <returns>The name end of what it holds.</returns>
    /// <exception cref="RefusalException">It is protected with a password, or holds something that is not read.</exception>
    public static string Kind(ReadOnlySpan<byte> content, string extension)
    {
        if (Holds(content, "EncryptedPackage"))
        {
            throw new RefusalException("The file is protected with a password. Save it without one.");
        }

        if (Holds(content, "__properties_version1.0"))
        {
            throw new RefusalException("Outlook's .msg files are not read; save the mail as .eml.");
        }

        var found = new List<string>();
        foreach (var (stream, kind) in Kinds)
        {
            if (Holds(content, stream))
            {
                found.Add(kind);
            }
        }

        return found.Count == 0 ? throw new RefusalException("This kind of file is not read: it is an older Office container. Save it as PDF.")
            : found.Find(kind => kind[..^1] == extension[..Math.Min(extension.Length, kind.Length - 1)]) ?? found[0];
    }

    /// <summary>An entry of the directory: its name in UTF-16 with a zero at the end.</summary>
    private static bool Holds(ReadOnlySpan<byte> content, string name) => content.IndexOf(Encoding.Unicode.GetBytes(name + "\0")) >= 0;
}
