using ResearchBot.Core.Commands;
using ResearchBot.Evaluation;

namespace ResearchBot.Tests.Evaluation;

public sealed class EvaluateTests
{
    [Fact]
    public void Ranking_measures_agree_with_a_calculation_by_hand()
    {
        var relevant = new Dictionary<string, double> { ["a"] = 1, ["b"] = 1 };
        string[] ranked = ["x", "a", "y", "b"];
        RankingMetrics.Ndcg(ranked, relevant).ShouldBe(((1 / Math.Log2(3)) + (1 / Math.Log2(5))) / (1 + (1 / Math.Log2(3))), 1e-9);
        RankingMetrics.Recall(ranked, relevant).ShouldBe(1);
        RankingMetrics.ReciprocalRank(ranked, relevant).ShouldBe(0.5);
        RankingMetrics.ReciprocalRank(["x"], relevant).ShouldBe(0);
        RankingMetrics.Auroc([0.9, 0.5], [0.5, 0.1]).ShouldBe(0.875);
        RankingMetrics.Auroc([0.9], []).ShouldBeNull();
    }

    [Fact]
    public async Task A_set_is_measured_in_an_index_of_its_own()
    {
        await using var bot = await TestBot.StartAsync();
        WriteSet(bot);
        var all = await EvaluateAsync(bot, []);

        all.Documents.ShouldBe(2);
        all.Queries.ShouldBe(3);
        all.NdcgAt10.ShouldBe(1);
        all.HitAt1.ShouldBe(1);
        all.RefusalAuroc.ShouldBe(1);
        all.RefusedRate.ShouldBe(1);
        ((DocumentListReply)await bot.RunAsync("documents list", [])).Documents.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_halves_part_the_questions_and_without_relevant_counts_refusals_only()
    {
        await using var bot = await TestBot.StartAsync();
        WriteSet(bot);
        var odd = await EvaluateAsync(bot, new() { ["split"] = "odd" });
        var even = await EvaluateAsync(bot, new() { ["split"] = "even" });
        (odd.Queries + even.Queries).ShouldBe(3);

        var without = await EvaluateAsync(bot, new() { ["without-relevant"] = "" });
        without.NdcgAt10.ShouldBeNull();
        without.AnsweredRate.ShouldBeNull();
        without.RefusedRate.ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_that_is_no_set_and_a_wrong_half_are_the_persons_errors()
    {
        await using var bot = await TestBot.StartAsync();
        Directory.CreateDirectory(Path.Combine(bot.Folder, "nothing"));
        (await bot.RunAsync("evaluate", [], Path.Combine(bot.Folder, "nothing"))).ShouldBeOfType<ErrorReply>().Message.ShouldContain("docs/evaluation.md");
        WriteSet(bot);
        (await bot.RunAsync("evaluate", new() { ["split"] = "third" }, Path.Combine(bot.Folder, "set"))).ShouldBeOfType<ErrorReply>().IsFailure.ShouldBeFalse();
    }

    private static async Task<EvaluationReply> EvaluateAsync(TestBot bot, Dictionary<string, string> arguments) =>
        (await bot.RunAsync("evaluate", arguments, Path.Combine(bot.Folder, "set"))).ShouldBeOfType<EvaluationReply>();

    private static void WriteSet(TestBot bot)
    {
        bot.Write("set/corpus.jsonl", """
            {"id":"a","title":"Mill","text":"The mill stands by the river. It was built in 1874."}
            {"id":"b","title":"Bakery","text":"The bakery opens at six. Its owner is Elsa Berg."}
            """);
        bot.Write("set/queries.jsonl", """
            {"id":"q1","text":"When was the mill built?"}
            {"id":"q2","text":"Who is the owner of the bakery?"}
            {"id":"q3","text":"Which enzyme digests cellulose in termites?","answerable":false}
            """);
        bot.Write("set/qrels.tsv", "query-id\tcorpus-id\tscore\nq1\ta\t1\nq2\tb\t1\n");
        bot.Write("set/answers.jsonl", """
            {"query_id":"q1","doc_id":"a","answers":["1874"]}
            {"query_id":"q2","doc_id":"b","answers":["Its owner is Elsa Berg."],"kind":"sentence"}
            """);
    }
}
