using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Evaluation.Page;

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
        {(one.Offered.Sentences is [var best, ..]
            ? Markup.Of($"""<blockquote dir="auto">{best.Text}<footer>{Title(best.DocumentId, titles)}</footer></blockquote>""")
            : Markup.Of($"""<p class="quiet">No sentence was offered.</p>"""))}
        {Known(one)}</li>
        """);

    private static string Outcome(AskedQuestion one) => one.Offered.Outcome switch
    {
        AnswerOutcome.Answered => "answered",
        AnswerOutcome.Partial => "answered in part",
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
