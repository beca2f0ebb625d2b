using ResearchBot.Readers;

namespace ResearchBot.Reading;

/// <summary>The programs of the system that readers use when they are installed.</summary>
internal sealed class OutsidePrograms(IOptions<ReadingOptions> options)
{
    private static readonly (string Program, string Package, string Use)[] Used =
    [
        ("pdftoppm", "poppler-utils", "scanned pages of PDF files"),
        ("tesseract", "tesseract-ocr", "pictures and scanned pages"),
        ("soffice", "libreoffice", "files of old word processors and presentations"),
    ];

    /// <summary>Says which are installed, and what the others are good for. Their absence is no fault, a missing language is one.</summary>
    public Task<(bool Ok, string Message)> CheckAsync(CancellationToken cancellationToken) => Task.Run(Check, cancellationToken);

    private (bool Ok, string Message) Check()
    {
        var lines = Used.Select(one => OutsideProgram.IsInstalled(one.Program)
            ? $"{one.Program} is installed"
            : $"{one.Program} is missing: install {one.Package} to have {one.Use} read");
        var missing = MissingLanguages();
        return missing.Length == 0
            ? (true, string.Join("; ", lines))
            : (false, $"Tesseract lacks {string.Join(", ", missing)}. Install {string.Join(" ", missing.Select(PackageOf))}, or change Reading:OcrLanguages.");
    }

    private string[] MissingLanguages()
    {
        if (!OutsideProgram.IsInstalled("tesseract")
            || OutsideProgram.Run("tesseract", ["--list-langs"], Path.GetTempPath(), TimeSpan.FromSeconds(10)) is not { } list)
        {
            return [];
        }

        var installed = list.Split('\n', StringSplitOptions.TrimEntries).ToHashSet();
        return [.. options.Value.OcrLanguages.Split('+').Where(language => !installed.Contains(language))];
    }

    private static string PackageOf(string language) => $"tesseract-ocr-{language.ToLowerInvariant().Replace('_', '-')}";
}
