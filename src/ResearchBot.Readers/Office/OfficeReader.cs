using System.Xml;
using ResearchBot.Readers.Office.OpenDocument;
using ResearchBot.Readers.Office.Sheets;
using ResearchBot.Readers.Office.Slides;
using ResearchBot.Readers.Office.Word;
using ResearchBot.Readers.Zip;

namespace ResearchBot.Readers.Office;

/// <summary>Documents, slides and workbooks of today's office programs: Office Open XML and OpenDocument. The content decides which of them a file
/// is.</summary>
public sealed class OfficeReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } =
    [
        ".docx", ".docm", ".dotx", ".dotm", ".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".xlsx", ".xlsm", ".xltx",
        ".odt", ".ott", ".ods", ".ots", ".odp", ".otp",
    ];

    public override ReadDocument Read(FileToRead file)
    {
        if (!ZipContainer.IsZip(file.Content))
        {
            throw new RefusalException("The file is damaged or not really an Office document.");
        }

        try
        {
            using var container = ZipContainer.Open(file);
            return Read(container, file);
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException)
        {
            throw new RefusalException("The file is damaged: its main part cannot be read. Save it again and load it anew.");
        }
    }

    private static ReadDocument Read(ZipContainer container, FileToRead file)
    {
        if (OpenDocumentReader.IsOne(container))
        {
            return OpenDocumentReader.Read(container, file);
        }

        var package = new OfficePackage(container);
        if (package.Main is not { } main)
        {
            throw new RefusalException("The file is a zip file, but holds no document, slides or workbook.");
        }

        using var xml = package.Open(main);
        return xml?.Name switch
        {
            "presentation" => PresentationReader.Read(package, main, file),
            "workbook" => WorkbookReader.Read(package, main, file),
            _ => WordReader.Read(package, main, file),
        };
    }
}
