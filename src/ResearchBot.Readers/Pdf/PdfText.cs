namespace ResearchBot.Readers.Pdf;

/// <summary>Writes pages as a document: without running headers, in reading order, with headings, lists and tables.</summary>
internal static class PdfText
{
    public static void Write(IReadOnlyList<PageContent> pages, IReadOnlyList<(string Title, int Level, int Page)> bookmarks, DocumentBuilder builder)
    {
        RunningLines.Drop(pages);
        var bodySize = Headings.BodySize(pages);
        var passages = new PassageBuilder(bodySize);
        foreach (var page in pages)
        {
            passages.Add(page);
        }

        Headings.Mark(passages.Passages, bodySize, bookmarks);
        new PassageWriter(builder, new LineHyphens(passages.Passages)).Write(passages.Passages);
    }
}

/// <summary>Names pages: "3", "1 to 4, 9".</summary>
internal static class PageNumbers
{
    public static string Of(IReadOnlyList<int> pages)
    {
        var parts = new List<string>();
        for (var i = 0; i < pages.Count;)
        {
            var from = i;
            while (i + 1 < pages.Count && pages[i + 1] == pages[i] + 1)
            {
                i++;
            }

            parts.Add(i == from ? $"{pages[from]}" : $"{pages[from]} to {pages[i]}");
            i++;
        }

        return string.Join(", ", parts);
    }
}
