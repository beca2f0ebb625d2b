namespace ResearchBot.Evaluation.Page;

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
