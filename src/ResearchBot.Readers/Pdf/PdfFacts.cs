using System.Globalization;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace ResearchBot.Readers.Pdf;

/// <summary>What a PDF states about itself.</summary>
internal static class PdfFacts
{
    public static Dictionary<string, string> Of(PdfDocument document)
    {
        var about = new Dictionary<string, string>();
        var info = document.Information;
        Add("title", info.Title);
        Add("author", info.Author);
        Add("published", DateOf(info.CreationDate));
        Add("modified", DateOf(info.ModifiedDate));
        Add("language", LanguageOf(document));
        about["pages"] = document.NumberOfPages.ToString(CultureInfo.InvariantCulture);
        return about;

        void Add(string key, string? value)
        {
            if (value is not null && StatedText.Clean(value) is { Length: > 0 } clean)
            {
                about[key] = clean;
            }
        }
    }

    /// <summary><c>D:20240131…</c> as a day.</summary>
    private static string? DateOf(string? stated)
    {
        var digits = stated is null ? "" : stated.StartsWith("D:", StringComparison.Ordinal) ? stated[2..] : stated;
        return digits.Length >= 8 && DateOnly.TryParseExact(digits[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1900
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    private static string? LanguageOf(PdfDocument document) =>
        document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Create("Lang"), out var token) ? token switch
        {
            StringToken text => text.Data,
            HexToken hex => hex.Data,
            _ => null,
        } : null;
}
