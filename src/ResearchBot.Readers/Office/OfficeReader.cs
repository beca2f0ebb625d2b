using System.Xml;
using ResearchBot.Readers.Office.Conversion;
using ResearchBot.Readers.Office.OpenDocument;
using ResearchBot.Readers.Office.Sheets;
using ResearchBot.Readers.Office.Slides;
using ResearchBot.Readers.Office.Word;
using ResearchBot.Readers.Xml;
using ResearchBot.Readers.Zip;

namespace ResearchBot.Readers.Office;

/// <summary>Documents, slides and workbooks of office programs: Office Open XML, OpenDocument and Excel 97; what else there is, LibreOffice converts. The
/// content decides which of them a file is.</summary>
public sealed class OfficeReader : DocumentReader
{
    /// <summary>What to do with a file that asks for a password.</summary>
    internal const string Protected =
        "The file is protected with a password. Open it, remove the password (in Microsoft Office: File › Info › Protect) and load it anew.";

    private static readonly string[] Packed =
    [
        ".docx", ".docm", ".dotx", ".dotm", ".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm", ".xlsx", ".xlsm", ".xltx", ".xltm",
        ".odt", ".ott", ".ods", ".ots", ".odp", ".otp", ".odg",
    ];

    /// <summary>Formats for LibreOffice: into which one it converts them.</summary>
    private static readonly Dictionary<string, string> Converted = new(StringComparer.OrdinalIgnoreCase)
    {
        [".doc"] = "docx", [".dot"] = "docx", [".rtf"] = "docx", [".wpd"] = "docx", [".wps"] = "docx", [".wri"] = "docx", [".abw"] = "docx", [".sxw"] = "docx",
        [".hwp"] = "docx",
        [".ppt"] = "pptx", [".pps"] = "pptx", [".pot"] = "pptx", [".sxi"] = "pptx",
        [".xlsb"] = "xlsx", [".sxc"] = "xlsx",
    };

    private static readonly string[] Workbooks = [".xls", ".xlt"];
    private static readonly string[] Flat = [".fodt", ".fods", ".fodp"];

    public override IReadOnlyList<string> Extensions { get; } = [.. Packed, .. Workbooks, .. Flat, .. Converted.Keys];

    public override ReadDocument Read(FileToRead file)
    {
        try
        {
            return ZipContainer.IsZip(file.Content) ? Zipped(file)
                : OleContainer.IsOle(file.Content) ? Ole(file)
                : Other(file);
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException)
        {
            throw new RefusalException("The file is damaged: its main part cannot be read. Save it again and load it anew.");
        }
    }

    private static ReadDocument Zipped(FileToRead file)
    {
        using (var container = ZipContainer.Open(file))
        {
            if (OpenDocumentReader.IsOne(container) && !Converted.ContainsKey(Path.GetExtension(file.Name)))
            {
                return OpenDocumentReader.Read(container, file);
            }

            var package = new OfficePackage(container, file);
            if (package.Main is { } main && !main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
            {
                return Read(package, main, file);
            }
        }

        return Converted.TryGetValue(Path.GetExtension(file.Name), out var to)
            ? Convert(file, Path.GetExtension(file.Name)[1..].ToLowerInvariant(), to)
            : throw new RefusalException("The file is a zip file, but holds no document, slides or workbook.");
    }

    private static ReadDocument Read(OfficePackage package, string main, FileToRead file)
    {
        using var xml = package.Open(main);
        return xml?.Name switch
        {
            "presentation" => PresentationReader.Read(package, main, file),
            "workbook" => WorkbookReader.Read(package, main, file),
            _ => WordReader.Read(package, main, file),
        };
    }

    private static ReadDocument Ole(FileToRead file)
    {
        var kind = OleContainer.Kind(file.Content, Path.GetExtension(file.Name).ToLowerInvariant());
        return kind == ".xls" ? Workbook(file)
            : Converted.TryGetValue(kind, out var to) ? Convert(file, kind[1..], to)
            : throw new RefusalException("The file is damaged or not really an Office document.");
    }

    /// <summary>What is neither packed nor in the container of old Office files.</summary>
    private static ReadDocument Other(FileToRead file)
    {
        var extension = Path.GetExtension(file.Name).ToLowerInvariant();
        if (Flat.Contains(extension))
        {
            using var xml = SafeXmlReader.Open(new MemoryStream(file.Content, writable: false));
            return OpenDocumentReader.Read(xml, file);
        }

        return Workbooks.Contains(extension) ? Workbook(file)
            : Converted.TryGetValue(extension, out var to) ? Convert(file, extension[1..], to)
            : throw new RefusalException("The file is damaged or not really an Office document.");
    }

    /// <summary>A workbook of Excel 97, by LibreOffice where the library fails and LibreOffice is there.</summary>
    private static ReadDocument Workbook(FileToRead file)
    {
        try
        {
            return LegacyWorkbookReader.Read(file);
        }
        catch (InvalidDataException) when (LibreOffice.IsInstalled)
        {
            return Convert(file, "xls", "xlsx");
        }
        catch (InvalidDataException)
        {
            throw new RefusalException("The workbook is damaged. Open it, save it as .xlsx and load that.");
        }
    }

    private static ReadDocument Convert(FileToRead file, string from, string to) =>
        Zipped(file with { Name = $"document.{to}", Content = LibreOffice.Convert(file, from, to) });
}
