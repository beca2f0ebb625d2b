using System.Globalization;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>Where a passage comes from, in one line for a person.</summary>
public static class SourceLine
{
    private const int LongestLink = 1_500;

    /// <summary>Document, author, place, date and version.</summary>
    public static string Of(CitedDocument document, Place place, AnswerWording words)
    {
        string?[] parts =
        [
            document.Title,
            document.About.GetValueOrDefault("author"),
            document.About.GetValueOrDefault("outlet"),
            .. Parts(place, words),
            IsRecognised(document.About, place.Page) ? words[Phrase.Recognised] : null,
            document.Published,
            words.With(Phrase.Version, document.Version),
        ];
        return OutgoingText.CleanLine(string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>The place inside the document alone: section, page, sheet or line.</summary>
    public static string PlaceOf(Citation citation, AnswerWording words)
    {
        string?[] parts = [.. Parts(citation.Place, words), IsRecognised(citation.Document.About, citation.Place.Page) ? words[Phrase.Recognised] : null];
        return OutgoingText.CleanLine(string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>The web address that a document was loaded from; null for others. Never one that a document states about itself.</summary>
    public static Uri? LinkOf(CitedDocument document) =>
        (document.Source.StartsWith("https://", StringComparison.Ordinal) || document.Source.StartsWith("http://", StringComparison.Ordinal))
        && Uri.TryCreate(document.Source, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.AbsoluteUri.Length <= LongestLink ? address : null;

    /// <summary>Whether a page's words were recognised in a picture, and may be wrong, as the document's reader stated: "1 to 4, 9".</summary>
    public static bool IsRecognised(IReadOnlyDictionary<string, string> about, int? page) => about.GetValueOrDefault("ocr") is { } pages
        && pages.Split(", ").Select(range => range.Split(" to ")).Any(range =>
            int.TryParse(range[0], CultureInfo.InvariantCulture, out var from) && int.TryParse(range[^1], CultureInfo.InvariantCulture, out var to)
            && page >= from && page <= to);

    private static IEnumerable<string?> Parts(Place place, AnswerWording words)
    {
        yield return With(Phrase.Page, place.Page);
        yield return With(Phrase.Slide, place.Slide);
        yield return With(Phrase.Sheet, place.Sheet);
        yield return With(Phrase.Cell, place.Cell);
        yield return place.Section;
        yield return With(Phrase.Row, place.Row);
        yield return With(Phrase.Paragraph, place.Paragraph);
        yield return With(Phrase.Time, place.Time);
        yield return place.Row is null ? With(Phrase.Line, place.Line) : null; // of a table the row says where

        string? With(Phrase phrase, object? value) => value is null ? null : words.With(phrase, value);
    }
}
