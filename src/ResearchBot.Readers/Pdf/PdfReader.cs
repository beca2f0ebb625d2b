using System.Diagnostics.CodeAnalysis;
using ResearchBot.Readers.Recognition;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Outline;

namespace ResearchBot.Readers.Pdf;

/// <summary>PDF files: the text of their pages in the order in which a person reads it, with tables, headings and lists. Scanned pages are recognised.</summary>
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

        var unread = new UnreadPages();
        var (pages, scanned) = new PdfPages(document, filters, unread).Read(file.Limits.MaxCharacters);
        var recognised = ScannedPages.Read(file, scanned, unread);
        pages.AddRange(recognised);
        pages.Sort((one, two) => one.Number.CompareTo(two.Number));

        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        unread.RemarkIn(builder);
        PdfText.Write(pages, Bookmarks(document), builder);
        if (builder.Blocks.Count == 0 && unread.Any)
        {
            throw new RefusalException(unread.Sentences().First());
        }

        var facts = PdfFacts.Of(document);
        if (recognised.Count > 0)
        {
            facts["ocr"] = PageNumbers.Of([.. recognised.Select(page => page.Number)]);
        }

        return builder.Build(facts.GetValueOrDefault("title"), facts.GetValueOrDefault("published"), facts);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Damaged files end in exceptions of many kinds.")]
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
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new RefusalException("The PDF is damaged: its pages are not found. Open it in another program and save it anew.");
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

/// <summary>The pages that were not read, by reason.</summary>
internal sealed class UnreadPages
{
    private readonly List<(int Page, string Reason)> _pages = [];

    public bool Any => _pages.Count > 0;

    /// <param name="reason">Goes on after "was not read: " or "were not read: ".</param>
    public void Add(int page, string reason) => _pages.Add((page, reason));

    public IEnumerable<string> Sentences() => _pages.GroupBy(page => page.Reason, page => page.Page).Select(pages =>
    {
        var numbers = pages.Order().ToList();
        return numbers.Count == 1 ? $"Page {numbers[0]} was not read: {pages.Key}" : $"Pages {PageNumbers.Of(numbers)} were not read: {pages.Key}";
    });

    public void RemarkIn(DocumentBuilder builder)
    {
        foreach (var sentence in Sentences())
        {
            builder.Remark(sentence);
        }
    }
}
