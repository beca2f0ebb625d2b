using ResearchBot.Checks;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Answering.Wording;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Evaluation;

namespace ResearchBot.Terminal;

/// <summary>Replies as plain lines, without control codes.</summary>
internal static class ReplyText
{
    /// <summary>The lines of a reply, foreign text made harmless.</summary>
    public static IEnumerable<string> Lines(Reply reply) => reply switch
    {
        AnswerReply answer => AnswerText.Lines(answer),
        SearchReply search => SearchLines(search),
        LoadReply load => LoadLines(load),
        DocumentListReply list => ListLines(list),
        DocumentReply document => DocumentLines(document.Version),
        DocumentRemovedReply removed => [$"Removed {Title(removed.Document)} from search. “documents restore {removed.Document.Id}” brings it back."],
        CheckReply check => CheckLines(check),
        EvaluationReply evaluation => EvaluationLines(evaluation),
        WhyReply why => WhyLines(why),
        DoneReply done => [OutgoingText.CleanLine(done.Message)],
        TableReply table => TableText.Lines(table),
        HelpReply help => HelpText.Lines(help),
        ErrorReply error => [OutgoingText.CleanLine(error.Message), $"(error {error.Id})"],
        _ => throw new InvalidOperationException($"No text for {reply.GetType().Name}."),
    };

    /// <summary>What became of one file, on one line.</summary>
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
            yield return $"{++number}. {AnswerText.Source(hit.Document, hit.Place, AnswerWording.Of(AnswerWording.English))} · score {hit.Score:0.00}";
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

    private static IEnumerable<string> CheckLines(CheckReply check) =>
        check.Checks.Select(one => $"{(one.Ok ? "ok     " : "WRONG  ")}{one.Name}: {OutgoingText.CleanLine(one.Message)}");

    private static IEnumerable<string> EvaluationLines(EvaluationReply one)
    {
        yield return $"{OutgoingText.CleanLine(one.Set)}: {one.Documents} documents, {one.Queries} questions";
        yield return $"ranking     nDCG@10 {Share(one.NdcgAt10)}, recall@10 {Share(one.RecallAt10)}, MRR@10 {Share(one.MrrAt10)}";
        yield return $"extraction  hit@1 {Share(one.HitAt1)}, hit@3 {Share(one.HitAt3)}";
        yield return $"refusal     AUROC {Share(one.RefusalAuroc)}, answered {Share(one.AnsweredRate)}, refused {Share(one.RefusedRate)}";
        yield return $"speed       {one.IndexMbPerSecond:0.0} MB/s indexed, {one.QueriesPerSecond:0} questions/s, p50 {one.P50Ms:0.0} ms, p99 {one.P99Ms:0.0} ms";
        yield return $"memory      {one.BytesPerCharacter:0.00} bytes per character of text";
    }

    /// <summary>A figure between 0 and 1; a dash where the set cannot tell.</summary>
    private static string Share(double? share) => share?.ToString("0.000") ?? "-";
}
