using System.Buffers.Binary;
using System.Globalization;
using ResearchBot.Readers.Pdf;

namespace ResearchBot.Readers.Recognition;

/// <summary>Pictures of text: scans, photographs and screenshots.</summary>
public sealed class PictureReader : DocumentReader
{
    /// <summary>Unpacked, a picture of more pixels takes more memory than is given to it.</summary>
    private const long MostPixels = 100_000_000;

    public override IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".tif", ".tiff"];

    public override ReadDocument Read(FileToRead file)
    {
        if (TextRecognition.MissingForPictures is { } missing)
        {
            throw new RefusalException($"The file is a picture. Install {missing} to have its words recognised.");
        }

        if (PixelsOf(file.Content) > MostPixels)
        {
            throw new RefusalException("The picture is too large. Make it smaller than 100 million pixels.");
        }

        var pages = TextRecognition.ReadPicture(file.Content, file.Limits)
            ?? throw new RefusalException(
                $"No words were recognised in the picture. It may be damaged or too complex, or Tesseract may lack a language of “{file.Limits.OcrLanguages}”.");
        var contents = pages.Select((page, i) => PageContent.Recognised(i + 1, page)).ToList();
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        PdfText.Write(contents, [], builder);
        var about = new Dictionary<string, string> { ["ocr"] = PageNumbers.Of([.. contents.Select(page => page.Number)]) };
        if (pages.Count > 1)
        {
            about["pages"] = pages.Count.ToString(CultureInfo.InvariantCulture);
        }

        return builder.Build(about: about);
    }

    /// <summary>What the head of the file states; 0 where it is not known.</summary>
    private static long PixelsOf(ReadOnlySpan<byte> content)
    {
        if (content.Length > 24 && content[1..4].SequenceEqual("PNG"u8))
        {
            return (long)BinaryPrimitives.ReadUInt32BigEndian(content[16..]) * BinaryPrimitives.ReadUInt32BigEndian(content[20..]);
        }

        return content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? PixelsOfJpeg(content) : 0;
    }

    private static long PixelsOfJpeg(ReadOnlySpan<byte> content)
    {
        for (var i = 2; i + 9 < content.Length && content[i] == 0xFF;)
        {
            var marker = content[i + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (long)BinaryPrimitives.ReadUInt16BigEndian(content[(i + 5)..]) * BinaryPrimitives.ReadUInt16BigEndian(content[(i + 7)..]);
            }

            i += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(i + 2)..]);
        }

        return 0;
    }
}
