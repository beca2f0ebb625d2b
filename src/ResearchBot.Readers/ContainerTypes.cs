using System.Text;
using ResearchBot.Readers.Exports;
using ResearchBot.Readers.Zip;

namespace ResearchBot.Readers;

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
            : zip.Find("word/document.xml") is not null ? ".docx"
            : zip.Find("ppt/presentation.xml") is not null ? ".pptx"
            : zip.Find("xl/workbook.xml") is not null ? ".xlsx"
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
