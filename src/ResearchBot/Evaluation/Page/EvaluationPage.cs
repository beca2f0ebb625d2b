namespace ResearchBot.Evaluation.Page;

/// <summary>One page that tells what an evaluation found. It loads nothing.</summary>
internal static class EvaluationPage
{
    /// <summary>The page.</summary>
    /// <param name="asked">The questions.</param>
    /// <param name="figures">Their figures.</param>
    /// <param name="at">When they were asked.</param>
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
