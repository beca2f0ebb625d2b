using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Evaluation;

/// <summary>One page that tells what an evaluation of teams' documents found, with every miss. It loads nothing.</summary>
internal static class TeamPage
{
    public static string Of(IReadOnlyList<AskedTeamSet> sets, TeamEvaluationReply figures, string split, DateTimeOffset at)
    {
        var names = string.Join(", ", sets.Select(set => set.Set.Name));
        return Markup.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Evaluation of {names}</title>
            {PageStyle.Element}
            </head>
            <body>
            <header><h1>Evaluation of {names}</h1>
            <p>{figures.All.Answerable} questions that the documents answer and {figures.All.Unanswerable} that they do not (part: {split}), on {at.ToString("yyyy-MM-dd HH:mm")} UTC.
            {figures.Conversations.FollowUpsFirstRight} of {figures.Conversations.FollowUps} follow-ups were right at once, {figures.Conversations.FollowUpsAnyRight} with all that was shown.</p></header>
            <main>
            <div class="plots">
            {TeamReliability.Of([.. sets.SelectMany(set => set.Questions)])}
            </div>
            <section><h2>By set</h2>{Table([figures.All, .. figures.Sets])}</section>
            <section><h2>By kind of question</h2>{Table(figures.Kinds)}</section>
            {TeamMisses.Of(figures)}
            </main>
            </body>
            </html>

            """).ToString();
    }

    private static Markup Table(IReadOnlyList<TeamFigures> rows) => Markup.Of($"""
        <div style="overflow-x: auto"><table><caption>Shares; a dash where there is no such question</caption>
        <thead><tr><th scope="col">name</th><th scope="col">questions</th><th scope="col">search first</th><th scope="col">in three</th><th scope="col">in five</th><th scope="col">first right</th><th scope="col">some right</th><th scope="col">beside</th><th scope="col">refused</th><th scope="col">wrongly answered</th><th scope="col">calibration error</th></tr></thead>
        <tbody>{rows.Select(Row)}</tbody></table></div>
        """);

    private static Markup Row(TeamFigures one) => Markup.Of($"""
        <tr><th scope="row">{one.Name}</th><td>{one.Answerable + one.Unanswerable}</td>{new[] { one.SearchAt1, one.SearchAt3, one.SearchAt5, one.FirstRight, one.AnyRight, one.Beside, one.Refused, one.WronglyAnswered, one.CalibrationError }.Select(Cell)}</tr>
        """);

    private static Markup Cell(double? share) => share is { } value ? Markup.Of($"<td>{value:0.00}</td>") : Markup.Of($"<td>–</td>");
}

/// <summary>Whether confidence means what it says, over bins of equal size.</summary>
internal static class TeamReliability
{
    public static Markup Of(IReadOnlyList<AskedTeamQuestion> asked) => asked.Count == 0 ? default : Markup.Of($"""
        <figure><h2>Is confidence earned?</h2>
        {new BarChart("Confidence and the share that was right", "questions by their confidence, in five bins of equal size", "share", "", ["questions"], [.. Calibration.BinsOf(Judged(asked)).Select(Group)]) { Highest = 1, InPercent = true }.Draw()}
        <figcaption><b class="key soft"></b> mean confidence and <b class="key sure"></b> the share of first statements that are right. The nearer the two, the more
        confidence can be relied on.</figcaption></figure>
        """);

    private static (double Confidence, bool IsRight)[] Judged(IReadOnlyList<AskedTeamQuestion> asked) => [.. asked.Select(one => (one.Answer.Confidence, one.IsFirstRight))];

    private static BarGroup Group((double Confidence, bool IsRight)[] bin)
    {
        var (sure, right) = (bin.Average(one => one.Confidence), bin.Average(one => one.IsRight ? 1.0 : 0));
        return new BarGroup(
            $"{bin[0].Confidence:0.00}",
            [[new BarPart(sure, "soft", $"mean confidence {sure:0.00}")], [new BarPart(right, "sure", $"{right:0.00} right")]],
            [bin.Length]);
    }
}

/// <summary>Every question that went wrong.</summary>
internal static class TeamMisses
{
    public static Markup Of(TeamEvaluationReply figures) => Markup.Of($"""
        {Part("Beside the point", figures.Questions.Where(one => one.Answerable && !one.AnyRight && one.Outcome != AnswerOutcome.NotFound))}
        {Part("Right, but not at once", figures.Questions.Where(one => one is { Answerable: true, AnyRight: true, FirstRight: false }))}
        {Part("Refused, though the documents answer", figures.Questions.Where(one => one is { Answerable: true, Outcome: AnswerOutcome.NotFound }))}
        {Part("Answered, though the documents do not", figures.Questions.Where(one => one is { Answerable: false, Outcome: AnswerOutcome.Answered }))}
        """);

    private static Markup Part(string name, IEnumerable<QuestionFigures> missed)
    {
        var all = missed.OrderByDescending(one => one.Confidence).ToArray();
        return all.Length == 0 ? default : Markup.Of($"""
            <section><h2>{name}</h2><p class="quiet">{all.Length}, the most confident first.</p>
            <ol>{all.Select(Item)}</ol></section>
            """);
    }

    private static Markup Item(QuestionFigures one) => Markup.Of($"""
        <li><h3 dir="auto">{one.Question}</h3>
        <p class="quiet"><span class="outcome">{one.Kind}</span> {one.Id} · confidence {one.Confidence:0.00} · {(one.Rank is { } rank ? $"search found it at rank {rank}" : "search did not find it")}
        {(one.Standalone == one.Question ? string.Empty : $"· searched for: {one.Standalone}")}</p>
        {one.Statements.Take(3).Select(statement => Markup.Of($"""<blockquote dir="auto">{statement}</blockquote>"""))}
        {(one.Wanted.Count == 0 ? Markup.Of($"<p>The documents do not answer it.</p>") : Markup.Of($"""<p dir="auto"><b>Wanted:</b> {string.Join(" · ", one.Wanted)}</p>"""))}</li>
        """);
}
