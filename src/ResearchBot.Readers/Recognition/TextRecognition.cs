using System.Globalization;

namespace ResearchBot.Readers.Recognition;

/// <summary>Recognises the words of pictures and scanned pages by Tesseract; pages are drawn by poppler. Both are used when they are installed.</summary>
internal static class TextRecognition
{
    private const int DotsPerInch = 200;

    /// <summary>The longest side of a drawn page in pixels.</summary>
    private const double LongestSide = 4_500;

    /// <summary>What must be installed before pictures are read; null if nothing is missing.</summary>
    public static string? MissingForPictures => OutsideProgram.IsInstalled("tesseract") ? null : "tesseract-ocr";

    /// <summary>What must be installed before scanned pages are read; null if nothing is missing.</summary>
    public static string? MissingForPages => (OutsideProgram.IsInstalled("pdftoppm"), MissingForPictures) switch
    {
        (true, var missing) => missing,
        (false, null) => "poppler-utils",
        (false, var missing) => $"poppler-utils and {missing}",
    };

    /// <summary>Draws a page of a PDF and recognises its words.</summary>
    /// <param name="file">The PDF's path.</param>
    /// <param name="longestSide">Of the page, in points.</param>
    /// <returns>Null if a program failed or took too long.</returns>
    public static RecognisedWords? ReadPage(string file, int page, double longestSide, ReadingLimits limits)
    {
        var folder = Directory.CreateTempSubdirectory("page-").FullName;
        try
        {
            var dots = (int)Math.Clamp(LongestSide * 72 / Math.Max(longestSide, 1), 10, DotsPerInch);
            var number = page.ToString(CultureInfo.InvariantCulture);
            string[] draw = ["-r", dots.ToString(CultureInfo.InvariantCulture), "-gray", "-png", "-singlefile", "-f", number, "-l", number, file, "page"];
            return OutsideProgram.Run("pdftoppm", draw, folder, Share(limits, 0.3)) is null
                ? null
                : Read(Path.Combine(folder, "page.png"), limits, folder) is [var words, ..] ? words with { Scale = 72.0 / dots } : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Recognises the words of a picture, by page.</summary>
    /// <returns>Null if the program failed or took too long.</returns>
    public static IReadOnlyList<RecognisedWords>? ReadPicture(byte[] content, ReadingLimits limits)
    {
        var folder = Directory.CreateTempSubdirectory("picture-").FullName;
        try
        {
            var file = Path.Combine(folder, "picture");
            File.WriteAllBytes(file, content);
            return Read(file, limits, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IReadOnlyList<RecognisedWords>? Read(string picture, ReadingLimits limits, string folder) =>
        OutsideProgram.Run("tesseract", [picture, "stdout", "-l", limits.OcrLanguages, "tsv"], folder, Share(limits, 0.6)) is { } table
            ? RecognisedWords.Parse(table)
            : null;

    private static TimeSpan Share(ReadingLimits limits, double share) => TimeSpan.FromSeconds(limits.DeadlineSeconds * share);
}
