using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Discord.Rendering;

/// <summary>Draws documents, their lists, and passages that a search found.</summary>
internal static class DocumentBlocks
{
    private const int LongestTitle = 300;
    private const int LongestSource = 400;
    private const int MostFacts = 10;
    private const int LongestText = 1_500;
    private const int LongestEscaped = 2_400;

    /// <summary>A document: its head, and its text below it or in a file.</summary>
    public static IEnumerable<Block> Of(DocumentReply reply)
    {
        var (document, text) = (reply.Version.Document, OutgoingText.Cells(reply.Version.Text));
        yield return new Block($"{Head(document)}\n{Small($"{document.Id} · {document.Collection.Name}/{document.Key} · version {document.Version}")}");
        foreach (var (key, value) in document.About.Take(MostFacts))
        {
            yield return Block.Line(Small($"{key}: {value}"));
        }

        var shown = text.Length > LongestText ? null : string.Join('\n', OutgoingText.Clean(text).Split('\n').Select(line => $"> {DiscordMarkdown.Escape(line)}"));
        yield return shown is { Length: <= Block.Longest }
            ? new Block(shown)
            : new Block($"Its text ({text.Length} characters) is in document.txt.") { File = OutgoingFile.OfText("document.txt", text) };
    }

    public static IReadOnlyList<Block> Of(DocumentListReply list)
    {
        var count = list.Documents.Count == 1 ? "1 document" : $"{list.Documents.Count} documents";
        var isWhole = list.Documents.All(one => one.Document.Title.Length <= LongestTitle && one.Document.Key.Length <= LongestTitle);
        return LongList.Shorten([new Block($"**{count}**"), .. list.Documents.Select(Row)], isWhole, "documents.txt", ReplyLines.Of(list));
    }

    /// <summary>Passages, numbered, best first.</summary>
    public static IReadOnlyList<Block> Of(SearchReply search)
    {
        var words = AnswerWording.Of(AnswerWording.English);
        bool IsWhole(SearchHit hit) => DiscordMarkdown.Escape(OutgoingText.Cells(hit.Text)).Length <= LongestEscaped;
        Block[] hits = [.. search.Results.Select((hit, i) =>
        {
            var text = DiscordMarkdown.Escape(IsWhole(hit) ? OutgoingText.Cells(hit.Text) : DiscordMarkdown.Cut(OutgoingText.Cells(hit.Text), LongestEscaped / 2));
            var source = DiscordMarkdown.Escape(DiscordMarkdown.Cut(SourceLine.Of(hit.Document, hit.Place, words), LongestSource));
            return new Block($"> **{i + 1}.** “{text}”\n-# {source} · score {hit.Score:0.00}");
        })];
        return hits.Length == 0 ? [new Block("Nothing matches.")] : LongList.Shorten(hits, search.Results.All(IsWhole), "passages.txt", ReplyLines.Of(search));
    }

    private static Block Row(DocumentSummary summary)
    {
        var document = summary.Document;
        var place = Small($"{document.Id} · {document.Collection.Name}/{DiscordMarkdown.Cut(document.Key, LongestTitle)} · loaded {summary.LoadedAt:yyyy-MM-dd HH:mm} UTC{(summary.IsOutdated ? $" · {ReplyLines.Outdated}" : string.Empty)}");
        return Block.Line($"{Head(document)} · version {document.Version} · chunks {summary.Chunks}\n{place}");
    }

    private static string Head(Document document) => $"**{DiscordMarkdown.Escape(DiscordMarkdown.Cut(document.Title, LongestTitle))}**";

    private static string Small(string foreign) => $"-# {DiscordMarkdown.Escape(DiscordMarkdown.Cut(foreign, LongestSource))}";
}

/// <summary>Draws a load while it runs and at its end.</summary>
internal static class LoadBlocks
{
    private const int LongestLine = 500;
    private const int BarLength = 20;

    /// <summary>The end: figures first, then the files that need to be looked at; unremarkable ones are only counted.</summary>
    public static IReadOnlyList<Block> Of(LoadReply load)
    {
        string[] summary = [.. ReplyLines.Of(load)];
        string[] noted = [.. load.Report.Files.Where(ReplyLines.IsNoted).Select(ReplyLines.Line)];
        Block[] blocks = [.. summary[load.Report.Gone.Count..].Select(line => Block.Line(Text(line))), .. summary[..load.Report.Gone.Count].Concat(noted).Select(line => Block.Line($"- {Text(line)}"))];
        var isWhole = summary.Concat(noted).All(line => line.Length <= LongestLine);
        return LongList.Shorten(blocks, isWhole, "load.txt", summary.Concat(load.Report.Files.Select(ReplyLines.Line)));
    }

    public static IEnumerable<Block> Of(IngestionProgress progress)
    {
        var full = progress.Total <= 0 ? BarLength : (int)Math.Clamp((long)progress.Done * BarLength / progress.Total, 0, BarLength);
        yield return new Block($"**Loading** {new string('█', full)}{new string('░', BarLength - full)} {Text(LoadProgressText.Line(progress))}");
        if (progress.Last is { } last)
        {
            yield return Block.Line($"-# {Text(ReplyLines.Line(last))}");
        }

        if (progress.Job is { } job)
        {
            yield return Block.Line($"-# {DiscordMarkdown.Escape($"/loads cancel {job}")} stops it; what is loaded stays.");
        }
    }

    private static string Text(string foreign) => DiscordMarkdown.Escape(DiscordMarkdown.Cut(foreign, LongestLine));
}
