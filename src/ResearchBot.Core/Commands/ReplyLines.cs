using System.Globalization;
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

    /// <summary>What is said of a document that must be loaded again to be read as well as others.</summary>
    public const string Outdated = "loaded by an older version; load it again";

    /// <summary>Whether a file of a load needs to be looked at; the others are only counted.</summary>
    public static bool IsNoted(FileResult file) => file.Reason is not null || file.Remark is not null;

    /// <summary>The result of one file, on one line.</summary>
    public static string Line(FileResult file) =>
        $"{file.Status.ToString().ToLowerInvariant()} {OutgoingText.CleanLine($"{file.Path}{Detail(file)}")}";

    private static string Detail(FileResult file) =>
        (file.Reason is not null ? $": {file.Reason}" : file.Version is null ? $" (chunks {file.Chunks})" : $" (version {file.Version}, chunks {file.Chunks})")
        + (file.Remark is null ? string.Empty : $": {file.Remark}");

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
            yield return $"{mark} {SourceLine.Of(hit.Document, hit.Place, AnswerWording.Of(AnswerWording.English))} · score {hit.Score:0.00}";
            yield return "   " + OutgoingText.CleanLine(OutgoingText.Cells(hit.Text));
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
            yield return gone.Removed ? $"removed {path} (its file is gone)"
                : gone.IsHeldBack ? $"gone {path} (its file is gone)"
                : $"gone {path} (its file is gone; {(load.DryRun is null ? "--prune removes it" : "with --prune the approval removes it")})";
        }

        if (load.Report.IsPruneHeldBack)
        {
            yield return "So many files are gone that their folder may be: nothing was removed. If that is right, load again with --prune --yes.";
        }

        var counts = load.Report.Files.CountBy(file => file.Status).ToDictionary();
        var parts = Enum.GetValues<FileStatus>().Where(counts.ContainsKey).Select(status => $"{counts[status]} {status.ToString().ToLowerInvariant()}");
        yield return load.Report.Files.Count == 0
            ? "There are no files to load."
            : $"{(load.DryRun is null ? string.Empty : "Dry run, nothing is loaded yet: ")}{string.Join(", ", parts)} in the collection {load.Collection}.";
        if (load.DryRun is { } dryRun)
        {
            foreach (var line in DryRunLines(dryRun))
            {
                yield return OutgoingText.CleanLine(line);
            }
        }

        if (load.Waits is not null)
        {
            yield return OutgoingText.CleanLine(load.Waits);
        }
    }

    private static IEnumerable<string> DryRunLines(DryRun dryRun)
    {
        foreach (var question in dryRun.Answers)
        {
            yield return $"would answer “{question}”";
        }

        if (dryRun.OtherAnswers > 0)
        {
            yield return $"would answer {dryRun.OtherAnswers} unanswered questions that were asked elsewhere";
        }

        yield return dryRun.Load is null ? "There is nothing to approve."
            : $"“loads approve {dryRun.Load}” loads exactly this, “loads drop {dryRun.Load}” does not.";
    }

    private static IEnumerable<string> ListLines(DocumentListReply list)
    {
        foreach (var summary in list.Documents)
        {
            var document = summary.Document;
            yield return $"{document.Id}  {document.Collection.Name}/{OutgoingText.CleanLine(document.Key)}";
            yield return $"              {OutgoingText.CleanLine(document.Title)} · version {document.Version} · chunks {summary.Chunks} · loaded {summary.LoadedAt:yyyy-MM-dd HH:mm} UTC{(summary.IsOutdated ? $" · {Outdated}" : string.Empty)}";
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
        yield return OutgoingText.Clean(OutgoingText.Cells(version.Text));
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

/// <summary>The progress of a load in one line.</summary>
public static class LoadProgressText
{
    private const double Megabyte = 1_000_000;

    public static string Line(IngestionProgress progress)
    {
        var parts = new List<string> { $"{progress.Done} of {progress.Total} files, {progress.Left} left" };
        if (progress.Bytes > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{progress.Bytes / Megabyte:0.0} MB read"));
        }

        if (progress.Reading is var (path, pages))
        {
            parts.Add(OutgoingText.CleanLine($"page {pages.Pages} of {pages.Total} of {Path.GetFileName(path)}"));
        }

        if (progress.TimeLeft is { } left)
        {
            parts.Add(left.TotalMinutes >= 1 ? $"about {Math.Ceiling(left.TotalMinutes):0} min left" : $"about {Math.Ceiling(left.TotalSeconds):0} s left");
        }

        return string.Join(" · ", parts);
    }
}
