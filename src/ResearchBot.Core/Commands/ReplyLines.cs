using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>Replies as plain lines without markup; foreign text is sanitised.</summary>
public static class ReplyLines
{
    public static IEnumerable<string> Of(Reply reply) => reply switch
    {
        AnswerReply answer => AnswerText.Lines(answer),
        SearchReply search => SearchLines(search),
        LoadReply load => LoadLines(load),
        DocumentListReply list => ListLines(list),
        DocumentReply document => DocumentLines(document.Version),
        DocumentRemovedReply removed => [$"Removed {Title(removed.Document)} from search. “documents restore {removed.Document.Id}” brings it back."],
        WhyReply why => WhyLines(why),
        DoneReply done => [OutgoingText.CleanLine(done.Message)],
        TextReply text => OutgoingText.Clean(text.Text).Split('\n'),
        TableReply table => TableText.Lines(table),
        HelpReply help => HelpText.Lines(help),
        ErrorReply error => [OutgoingText.CleanLine(error.Message), $"(error {error.Id})"],
        _ => throw new InvalidOperationException($"No text for {reply.GetType().Name}."),
    };

    /// <summary>The result of one file, on one line.</summary>
    public static string Line(FileResult file) =>
        $"{file.Status.ToString().ToLowerInvariant()} {OutgoingText.CleanLine($"{file.Path}{Detail(file)}")}";

    private static string Detail(FileResult file) => file.Reason is not null ? $": {file.Reason}" : $" (version {file.Version}, chunks {file.Chunks})";

    private static string Title(Document document) => $"“{OutgoingText.CleanLine(document.Title)}” ({document.Id})";

    private static IEnumerable<string> WhyLines(WhyReply why) =>
    [
        $"How answer {why.Receipt} was made:",
        .. why.Sections.Where(section => section.Lines.Count > 0).SelectMany(section =>
            section.Lines.Select((line, i) => $"  {(i == 0 ? section.Title : string.Empty),-9} {OutgoingText.CleanLine(line)}")),
    ];

    private static IEnumerable<string> SearchLines(SearchReply search)
    {
        var number = 0;
        foreach (var hit in search.Results)
        {
            number++;
            var mark = hit.Citations is null ? $"{number}." : string.Concat(hit.Citations.Select(citation => $"[{citation}]"));
            yield return $"{mark} {AnswerText.Source(hit.Document, hit.Place, AnswerWording.Of(AnswerWording.English))} · score {hit.Score:0.00}";
            yield return "   " + OutgoingText.CleanLine(hit.Text);
            yield return string.Empty;
        }

        if (number == 0)
        {
            yield return "Nothing matches.";
        }
    }

    private static IEnumerable<string> LoadLines(LoadReply load)
    {
        foreach (var gone in load.Report.Gone)
        {
            var path = OutgoingText.CleanLine(gone.Path);
            yield return gone.Removed ? $"removed {path} (its file is gone)" : $"gone {path} (its file is gone; --prune removes it)";
        }

        var counts = load.Report.Files.CountBy(file => file.Status).ToDictionary();
        var parts = Enum.GetValues<FileStatus>().Where(counts.ContainsKey).Select(status => $"{counts[status]} {status.ToString().ToLowerInvariant()}");
        yield return load.Report.Files.Count == 0
            ? "There are no files to load."
            : $"{string.Join(", ", parts)} in the collection {load.Collection}.";
        if (load.Waits is not null)
        {
            yield return OutgoingText.CleanLine(load.Waits);
        }
    }

    private static IEnumerable<string> ListLines(DocumentListReply list)
    {
        foreach (var summary in list.Documents)
        {
            var document = summary.Document;
            yield return $"{document.Id}  {document.Collection.Name}/{OutgoingText.CleanLine(document.Key)}";
            yield return $"              {OutgoingText.CleanLine(document.Title)} · version {document.Version} · chunks {summary.Chunks} · loaded {summary.LoadedAt:yyyy-MM-dd HH:mm} UTC";
        }

        yield return list.Documents.Count == 1 ? "1 document." : $"{list.Documents.Count} documents.";
    }

    private static IEnumerable<string> DocumentLines(DocumentVersion version)
    {
        yield return $"{Title(version.Document)} · {version.Document.Collection.Name}/{OutgoingText.CleanLine(version.Document.Key)} · version {version.Document.Version}";
        foreach (var (key, value) in version.Document.About)
        {
            yield return OutgoingText.CleanLine($"{key}: {value}");
        }

        yield return string.Empty;
        yield return OutgoingText.Clean(version.Text);
    }
}

public static class TableText
{
    /// <summary>The lines, sanitised. Columns are aligned if the table contains figures.</summary>
    public static IEnumerable<string> Lines(TableReply table)
    {
        var cells = table.Rows.Select(row => row.Select(OutgoingText.CleanLine).ToArray()).ToArray();
        var figures = table.Columns.Select((_, i) => cells.Length > 0 && cells.All(row => IsFigure(row[i]))).ToArray();
        if (figures.Count(isFigure => isFigure) > 1)
        {
            Align(cells, figures);
        }

        return [OutgoingText.CleanLine(table.Title), .. cells.Select(row => "  " + string.Join(
            " · ", table.Columns.Zip(row, (column, value) => (column, value)).Where(cell => cell.value.Length > 0).Select(cell => $"{OutgoingText.CleanLine(cell.column)} {cell.value}")).TrimEnd())];
    }

    private static void Align(string[][] cells, bool[] figures)
    {
        for (var i = 0; i < figures.Length - 1; i++) // nothing stands behind the last
        {
            var width = cells.Max(row => row[i].Length);
            foreach (var row in cells)
            {
                row[i] = figures[i] ? row[i].PadLeft(width) : row[i].PadRight(width);
            }
        }
    }

    /// <summary>A number, or the dash that stands for none.</summary>
    private static bool IsFigure(string cell) => cell == "-" || (cell.Length > 0 && cell.All(c => char.IsAsciiDigit(c) || c == '.'));
}
