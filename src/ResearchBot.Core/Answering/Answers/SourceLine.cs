using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>Where a passage comes from, in one line for a person.</summary>
public static class SourceLine
{
    /// <summary>Document, author, place, date and version.</summary>
    public static string Of(CitedDocument document, Place place, AnswerWording words)
    {
        string?[] parts =
        [
            document.Title,
            document.About.GetValueOrDefault("author"),
            document.About.GetValueOrDefault("outlet"),
            .. Parts(document, place, words),
            document.Published,
            words.With(Phrase.Version, document.Version),
        ];
        return OutgoingText.CleanLine(string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part))));
    }

    private static IEnumerable<string?> Parts(CitedDocument document, Place place, AnswerWording words)
    {
        yield return With(Phrase.Page, place.Page);
        yield return RecognisedPages.Include(document.About, place.Page) ? words[Phrase.Recognised] : null;
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
