using System.Globalization;
using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Pdf;

/// <summary>Drops what stands at the top or bottom of many pages: running headers, footers and page numbers. The words stay on the first page.</summary>
internal static partial class RunningLines
{
    private const int FewestPages = 5;

    /// <summary>How many lines from the top and from the bottom are looked at.</summary>
    private const int Reach = 3;

    public static void Drop(IReadOnlyList<PageContent> pages)
    {
        var edges = pages.Select(Edges).ToList();
        if (pages.Count >= FewestPages)
        {
            var counts = edges.SelectMany(page => page.Select(Masked).Distinct()).CountBy(key => key).ToDictionary();
            KeepOnFirst(pages[0], edges[0], line => counts[Masked(line)] * 10 >= pages.Count * 4);
            DropWhere(pages, edges, (line, _) => counts[Masked(line)] * 10 >= pages.Count * 4);
        }

        var offsets = new Dictionary<int, int>();
        foreach (var (page, lines) in pages.Zip(edges))
        {
            foreach (var offset in lines.Select(NumberOf).OfType<int>().Select(number => number - page.Number).Distinct())
            {
                offsets[offset] = offsets.GetValueOrDefault(offset) + 1;
            }
        }

        DropWhere(pages, edges, (line, page) => SaysPage().IsMatch(line.Text)
            || (NumberOf(line) is { } number && offsets[number - page.Number] is var count && count > 1 && count * 2 >= pages.Count));
    }

    /// <summary>Takes the first page's running lines out of what is dropped; a footer stands apart, so that a sentence that it parts stays whole.</summary>
    private static void KeepOnFirst(PageContent page, List<PageLine> edges, Predicate<PageLine> isRunning)
    {
        var running = edges.FindAll(line => isRunning(line) && line.Text.Any(char.IsLetter) && !SaysPage().IsMatch(line.Text));
        edges.RemoveAll(running.Contains);
        if (running.Count == page.Layers[0].Lines.Count)
        {
            return;
        }

        var middle = page.Layers[0].Lines.Average(line => line.Base);
        var footer = running.FindAll(line => line.Base < middle);
        page.Layers[0].Lines.RemoveAll(footer.Contains);
        page.Notes.AddRange(footer.Select(line => line.Text));
    }

    private static void DropWhere(IReadOnlyList<PageContent> pages, List<List<PageLine>> edges, Func<PageLine, PageContent, bool> isRunning)
    {
        foreach (var (page, lines) in pages.Zip(edges))
        {
            var running = lines.Where(line => isRunning(line, page)).ToHashSet();
            if (running.Count == page.Layers[0].Lines.Count)
            {
                continue; // it is all that the page says
            }

            page.Layers[0].Lines.RemoveAll(running.Contains);
            lines.RemoveAll(running.Contains);
        }
    }

    /// <summary>The lines of the first and last rows of a page.</summary>
    private static List<PageLine> Edges(PageContent page)
    {
        var rows = AlignedTable.RowsOf(page.Layers[0].Lines);
        return [.. rows.Take(Reach).Concat(rows.Skip(Math.Max(Reach, rows.Count - Reach))).SelectMany(row => row)];
    }

    /// <summary>The text with its numbers masked, and where it stands.</summary>
    private static string Masked(PageLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"{Digits().Replace(line.Text, "#")}@{Math.Round(line.Base / 12)}");

    private static int? NumberOf(PageLine line) =>
        Number().Match(line.Text) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[-–—|\s]*(\d{1,4})[-–—|\s]*$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(page|p\.|seite|página|pagina|side|sida|стр\.?)\s*\d{1,4}(\s*(of|/|von|sur|de|di|av|из)\s*\d{1,4})?$|^\d{1,4}\s*(of|/|von|sur)\s*\d{1,4}$",
        RegexOptions.IgnoreCase)]
    private static partial Regex SaysPage();
}
