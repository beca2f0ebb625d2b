using System.Diagnostics.CodeAnalysis;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Outline;

namespace ResearchBot.Readers.Pdf;

/// <summary>PDF files: the text of their pages in the order in which a person reads it, with tables, headings and lists.</summary>
public sealed class PdfReader : DocumentReader
{
    private const int MostPages = 20_000;

    public override IReadOnlyList<string> Extensions { get; } = [".pdf"];

    public override ReadDocument Read(FileToRead file)
    {
        var filters = new BoundedFilters();
        using var document = Open(file.Content, filters);
        if (document.NumberOfPages > MostPages)
        {
            throw new RefusalException($"The file has more than {MostPages:N0} pages, which is the most that is read.");
        }

        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var pages = new PdfPages(document, filters, builder).Read(file.Limits.MaxCharacters);
        RunningLines.Drop(pages);
        var bodySize = Headings.BodySize(pages);
        var passages = new PassageBuilder(bodySize);
        foreach (var page in pages)
        {
            passages.Add(page);
        }

        Headings.Mark(passages.Passages, bodySize, Bookmarks(document));
        new PassageWriter(builder, new LineHyphens(passages.Passages)).Write(passages.Passages);
        var facts = PdfFacts.Of(document);
        return builder.Build(facts.GetValueOrDefault("title"), facts.GetValueOrDefault("published"), facts);
    }

    private static PdfDocument Open(byte[] content, BoundedFilters filters)
    {
        try
        {
            return PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = filters });
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new RefusalException("The PDF is protected by a password. Save it without one and load that.");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A document without readable bookmarks is still a document.")]
    private static List<(string Title, int Level, int Page)> Bookmarks(PdfDocument document)
    {
        try
        {
            return document.TryGetBookmarks(out var bookmarks, false)
                ? [.. bookmarks.GetNodes().Take(5_000).OfType<DocumentBookmarkNode>().Select(node => (node.Title, node.Level, node.PageNumber))]
                : [];
        }
        catch (Exception)
        {
            return [];
        }
    }
}
