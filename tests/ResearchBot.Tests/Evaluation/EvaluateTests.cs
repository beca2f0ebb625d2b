using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Search;
using ResearchBot.Evaluation;
using ResearchBot.Terminal;

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
        SmallSet.Write(bot);
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
    public async Task The_halves_part_the_questions()
    {
        await using var bot = await TestBot.StartAsync();
        SmallSet.Write(bot);
        var odd = await EvaluateAsync(bot, new() { ["split"] = "odd" });
        var even = await EvaluateAsync(bot, new() { ["split"] = "even" });
        (odd.Queries + even.Queries).ShouldBe(3);
    }

    [Fact]
    public async Task Without_relevant_compares_each_answerable_question_with_itself()
    {
        await using var bot = await TestBot.StartAsync();
        SmallSet.Write(bot);
        bot.Write("set/queries.jsonl", """
            {"id":"q1","text":"When was the mill built?"}
            {"id":"q2","text":"Who is the owner of the bakery?"}
            {"id":"q3","text":"When does the bakery by the river open?","answerable":false}
            """);
        var plain = await EvaluateAsync(bot, []);
        var without = await EvaluateAsync(bot, new() { ["without-relevant"] = "" });

        plain.RefusedRate.ShouldBe(0); // the third question speaks of what is there
        without.RefusalAuroc.ShouldBe(1);
        without.AnsweredRate.ShouldBe(1);
        without.RefusedRate.ShouldBe(1);
        without.NdcgAt10.ShouldBe(plain.NdcgAt10);
        without.HitAt1.ShouldBe(plain.HitAt1);
    }

    [Fact]
    public async Task A_document_that_is_taken_away_weighs_no_word_any_more()
    {
        var index = await SetIndex.BuildAsync(
            [
                SetIndex.ToVersion(new SetDocument("a", "Mill", "The mill stands by the river.")),
                SetIndex.ToVersion(new SetDocument("b", "Bakery", "The bakery opens at six.")),
            ], model: null, kept: null, TestContext.Current.CancellationToken);
        var query = SearchQuery.Parse("mill bakery");
        var without = index.Without(["a"]).Search(query, SetIndex.Filter, 10);

        without.Chunks.Select(chunk => chunk.Version.Document.Id).ShouldBe(["b"]);
        without.Terms.Select(term => term.Chunks).ShouldBe([0, 1]);
        without.Scope.Documents.ShouldBe(1);
        index.Whole.Search(query, SetIndex.Filter, 10).Terms.Select(term => term.Chunks).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task A_folder_that_is_no_set_and_a_wrong_half_are_the_persons_errors()
    {
        await using var bot = await TestBot.StartAsync();
        Directory.CreateDirectory(Path.Combine(bot.Folder, "nothing"));
        (await bot.RunAsync("evaluate", [], Path.Combine(bot.Folder, "nothing"))).ShouldBeOfType<ErrorReply>().Message.ShouldContain("docs/evaluation.md");
        SmallSet.Write(bot);
        (await bot.RunAsync("evaluate", new() { ["split"] = "third" }, Path.Combine(bot.Folder, "set"))).ShouldBeOfType<ErrorReply>().IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_sent_from_afar_is_no_folder_to_evaluate()
    {
        await using var bot = await TestBot.StartAsync();
        var request = bot.Get<ConsoleRequests>().Create("evaluate", new Dictionary<string, string>(), []) with { Sources = [new SentFiles(SmallSet.Write(bot))] };
        (await bot.Get<CommandDispatcher>().DispatchAsync(request, new TestSink(), TestContext.Current.CancellationToken))
            .ShouldBeOfType<ErrorReply>().Message.ShouldBe("evaluate takes one folder; with --fit it takes several.");
    }

    private static async Task<EvaluationReply> EvaluateAsync(TestBot bot, Dictionary<string, string> arguments) =>
        (await bot.RunAsync("evaluate", arguments, Path.Combine(bot.Folder, "set"))).ShouldBeOfType<EvaluationReply>();

    private sealed class SentFiles(string root) : DocumentSource
    {
        public override string Root => root;

        public override SourceAddress Address => new("sent", root);

        public override bool IsComplete => false;

        public override Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SourceFile>>([]);
    }
}
