using System.Text;
using ResearchBot.Core;
using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Evaluation;

/// <summary>One page that tells what an evaluation found. It loads nothing.</summary>
internal static class EvaluationPage
{
    public static string Of(AskedSet asked, EvaluationReply figures, DateTimeOffset at) => Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>Evaluation of {asked.Set.Name}</title>
        {PageStyle.Element}
        </head>
        <body>
        <header><h1>Evaluation of {asked.Set.Name}</h1>
        <p>{figures.Queries} questions ({Half(asked.Set.Split)}) asked of {figures.Documents} documents on {at.ToString("yyyy-MM-dd HH:mm")} UTC.
        {(asked.WithoutRelevant ? Again(asked) : default)}</p></header>
        <main>
        <div class="plots">
        <div class="figures">{FiguresTable.Of(figures, asked.WithoutRelevant)}</div>
        {ReliabilityPlot.Of(asked)}
        {ConfidencePlot.Of(asked)}
        {LatencyPlot.Of(asked, figures)}
        </div>
        {WorstQuestions.Of(asked)}
        </main>
        </body>
        </html>

        """).ToString();

    private static string Half(string split) => split == "all" ? "all of the set" : $"the {split} half of the set";

    private static Markup Again(AskedSet asked) => Markup.Of($"""
        The {asked.Unanswerable.Count} answerable ones with relevant documents were asked a second time with these documents removed: to refuse
        is then right. The set’s own unanswerable questions are not part of the figures and plots on refusal.
        """);
}

/// <summary>The figures, with what they mean.</summary>
internal static class FiguresTable
{
    public static Markup Of(EvaluationReply one, bool withoutRelevant) => Markup.Of($"""
        <table><caption>Figures; a dash where the set cannot tell</caption>
        <tbody>
        {Share("nDCG@10", one.NdcgAt10, "how well the first ten documents are ordered")}
        {Share("recall@10", one.RecallAt10, "relevant documents that are among the first ten")}
        {Share("MRR@10", one.MrrAt10, "one over the rank of the first relevant document")}
        {Share("hit@1", one.HitAt1, "answerable questions whose best sentence is a known answer")}
        {Share("hit@3", one.HitAt3, "… one of whose best three sentences is")}
        {Share("refusal AUROC", one.RefusalAuroc, withoutRelevant
            ? "how often confidence with the relevant documents is higher than without; .5 is chance"
            : "how often confidence is higher on an answerable question than on an unanswerable one; .5 is chance")}
        {Share("answered", one.AnsweredRate, withoutRelevant ? "not refused with the relevant documents" : "answerable questions that are not refused")}
        {Share("refused", one.RefusedRate, withoutRelevant ? "refused without them" : "unanswerable questions that are refused")}
        {Share("kept", one.KeptByVerifier, "statements of the language model that were proved and shown")}
        {Row("index", $"{one.IndexSeconds:0.00} s", $"{one.IndexMbPerSecond:0.0} MB of text a second")}
        {Row("speed", $"{one.QueriesPerSecond:0} /s", $"questions a second; median {one.P50Ms:0.0} ms, 99th percentile {one.P99Ms:0.0} ms")}
        {Row("memory", $"{one.BytesPerCharacter:0.0} B", "of index and text for each character of text")}
        </tbody></table>
        """);

    private static Markup Share(string name, double? value, string meaning) => Row(name, value is { } share ? $"{share:0.000}" : "–", meaning);

    private static Markup Row(string name, string value, string meaning) =>
        Markup.Of($"""<tr><th scope="row">{name}</th><td class="value">{value}</td><td>{meaning}</td></tr>""");
}

/// <summary>The questions that went most wrong, to learn from.</summary>
internal static class WorstQuestions
{
    private const int Most = 25;
    private const int MostRefused = 10;
    private const int MostUnanswerable = 10;

    public static Markup Of(AskedSet asked)
    {
        var titles = asked.Set.Documents.DistinctBy(document => document.Id).ToDictionary(document => document.Id, document => document.Title);
        var refused = Worst(asked.Answerable.Where(one => one.IsRefused));
        var wrong = Worst(asked.Answerable.Where(one => !one.IsRefused && one.Query.Gold.Count > 0 && !one.IsHit(1)));
        var answered = Worst(asked.Unanswerable.Where(one => !one.IsRefused));
        var shown = Math.Max(Most - refused.Length, Most - MostRefused);
        return Markup.Of($"""
            {Part("Answerable, but the best sentence is no known answer", wrong, shown, titles)}
            {Part("Answerable, but refused", refused, Most - Math.Min(shown, wrong.Length), titles)}
            {Part("Answered, though the documents do not answer it", answered, MostUnanswerable, titles)}
            """);
    }

    private static AskedQuestion[] Worst(IEnumerable<AskedQuestion> asked) => [.. asked.OrderByDescending(one => one.Offered.Confidence)];

    private static Markup Part(string name, AskedQuestion[] asked, int most, Dictionary<string, string?> titles) => asked.Length == 0 ? default : Markup.Of($"""
        <section><h2>{name}</h2><p class="quiet">{Math.Min(most, asked.Length)} of {asked.Length}, the most confident first.</p>
        <ol>{asked.Take(most).Select(one => Item(one, titles))}</ol></section>
        """);

    private static Markup Item(AskedQuestion one, Dictionary<string, string?> titles) => Markup.Of($"""
        <li><h3 dir="auto">{one.Query.Text}</h3>
        <p class="quiet"><span class="outcome">{Outcome(one)}</span> confidence {one.Offered.Confidence:0.00}</p>
        {(one.Offered.Units is [var best, ..]
            ? Markup.Of($"""<blockquote dir="auto">{best.Text}<footer>{Title(best.DocumentId, titles)}</footer></blockquote>""")
            : Markup.Of($"""<p class="quiet">No sentence was offered.</p>"""))}
        {Known(one)}</li>
        """);

    private static string Outcome(AskedQuestion one) => one.Offered.Outcome switch
    {
        AnswerOutcome.Answered => "answered",
        AnswerOutcome.Partial => "shown as the nearest",
        _ => "refused",
    };

    private static string Title(string document, Dictionary<string, string?> titles) =>
        titles.GetValueOrDefault(document) is { Length: > 0 } title ? title : document;

    private static Markup Known(AskedQuestion one)
    {
        var known = one.Query.Gold.SelectMany(gold => gold.Texts).Distinct().ToArray();
        return !one.IsAnswerable ? Markup.Of($"<p>The documents do not answer it.</p>")
            : known.Length == 0 ? Markup.Of($"<p>The set knows no answer.</p>")
            : Markup.Of($"""<p dir="auto"><b>Known:</b> {string.Join(" · ", known)}</p>""");
    }
}

/// <summary>How the page looks, by day and by night, on a desk and in a hand.</summary>
internal static class PageStyle
{
    public static Markup Element { get; } = Markup.Of($$"""
        <style>
        :root { color-scheme: light dark; --ink: #1d2126; --quiet: #5c6670; --paper: #f6f6f3; --card: #fff; --line: #dcdfe3; --sure: #2b69ad; --soft: #a9c8e9; --other: #d07a1f; }
        @media (prefers-color-scheme: dark) {
        :root { --ink: #e5e8eb; --quiet: #9aa4ae; --paper: #14171a; --card: #1d2125; --line: #363c43; --sure: #69a7e8; --soft: #33557a; --other: #ea9a49; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 66rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
        h2 { margin: 0 0 .5rem; font-size: 1.1rem; line-height: 1.3; }
        h3 { margin: 0; font-size: 1rem; }
        header p { margin: .4rem 0 0; max-width: 46rem; }
        .quiet, caption, figcaption, blockquote footer, .value + td { color: var(--quiet); font-size: .875rem; }
        .plots { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); margin: 1.5rem 0; }
        figure, .figures, section { margin: 0; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
        section { margin-top: 1rem; }
        section > p { margin: -.25rem 0 .75rem; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: start; padding-bottom: .4rem; }
        th, td { padding: .25rem .75rem .25rem 0; border-top: 1px solid var(--line); text-align: start; vertical-align: baseline; }
        th { font-weight: 500; white-space: nowrap; }
        .value { text-align: end; font-weight: 600; white-space: nowrap; }
        svg { display: block; width: 100%; height: auto; margin-bottom: .5rem; }
        svg text { fill: var(--quiet); font-size: 11px; font-variant-numeric: tabular-nums; }
        svg .mid { text-anchor: middle; } svg .end { text-anchor: end; }
        .grid { stroke: var(--line); } .ground { stroke: var(--quiet); } .ideal { stroke: var(--ink); stroke-dasharray: 2 5; stroke-width: 1.5; }
        .sure { fill: var(--sure); background: var(--sure); } .soft { fill: var(--soft); background: var(--soft); } .other { fill: var(--other); background: var(--other); }
        .key { display: inline-block; width: .75em; height: .75em; border-radius: 2px; }
        ol { margin: 0; padding: 0; list-style: none; }
        li { padding: .75rem 0; border-top: 1px solid var(--line); }
        li p { margin: .15rem 0; }
        .outcome { display: inline-block; padding: 0 .5em; border: 1px solid var(--line); border-radius: 1em; }
        blockquote { margin: .4rem 0; padding-inline-start: .75rem; border-inline-start: 3px solid var(--soft); }
        @media (max-width: 32rem) {
        figure, .figures, section { padding: .75rem; } svg text { font-size: 13px; }
        tr { display: grid; grid-template-columns: 1fr auto; } .value { padding-inline-end: 0; } .value + td { grid-column: 1 / -1; border: 0; padding: 0 0 .3rem; } }
        </style>
        """);
}

/// <summary>A file that stands whole or not at all: written beside its place and moved there.</summary>
internal sealed class PageFile : IDisposable
{
    private readonly string _shown;
    private readonly string _path;
    private readonly FileStream _beside;

    private PageFile(string shown, string path)
    {
        _shown = shown;
        _path = path;
        _beside = new FileStream($"{path}.{Guid.NewGuid():N}.tmp", FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Makes sure that the file can be written, before there is anything to write.</summary>
    /// <exception cref="UserFacingException">It cannot.</exception>
    public static PageFile Open(string path)
    {
        try
        {
            var place = new FileInfo(path);
            var target = place.LinkTarget is null ? place : place.ResolveLinkTarget(returnFinalTarget: true) ?? place;
            return Directory.Exists(target.FullName)
                ? throw CannotWrite(path, "It is a folder.")
                : new PageFile(path, target.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CannotWrite(path, "Check that its folder is there and that the program may write to it.", failure);
        }
    }

    /// <summary>Puts the text in its place.</summary>
    /// <exception cref="UserFacingException">The disk is full, or the folder is gone by now.</exception>
    public void Write(string text)
    {
        try
        {
            _beside.Write(Encoding.UTF8.GetBytes(text));
            _beside.Flush(flushToDisk: true);
            File.Move(_beside.Name, _path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_shown, failure.Message, failure);
        }
    }

    public void Dispose()
    {
        _beside.Dispose();
        File.Delete(_beside.Name); // there only if nothing was put in its place
    }

    private static UserFacingException CannotWrite(string path, string why, Exception? cause = null) =>
        new($"The page cannot be written to “{path}”. {why}", innerException: cause);
}
