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

        if ((!isRead(extension) || TextFormats.IsForeign(extension)) && TextFormats.Mail(content) is { } mail)
        {
            return mail;
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
        ".bmp", ".webp", ".wpd", ".wps", ".msg", ".xlsb", ".odg", ".sxw", ".sxc", ".sxi",
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

    /// <summary>Mails are told by their head, since their parts may be in any encoding.</summary>
    public static string? Mail(ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, Head)]);
        head = content.Length > Head ? head[..(head.LastIndexOf('\n') + 1)] : head;
        return head.StartsWith("From ", StringComparison.Ordinal) && MailHeads.Count(head.AsSpan(head.IndexOf('\n') + 1)) >= 2 ? ".mbox"
            : MailHeads.Count(head) >= 3 ? ".eml"
            : null;
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
