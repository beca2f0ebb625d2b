using ResearchBot.Core.Commands;
using ResearchBot.Evaluation;

namespace ResearchBot.Tests.Evaluation;

public sealed class PageFileTests
{
    [Theory]
    [InlineData("nowhere/page.html")]
    [InlineData("set")]
    [InlineData("")]
    public async Task A_page_that_cannot_be_written_is_said_before_anything_is_asked(string place)
    {
        await using var bot = await TestBot.StartAsync();
        var request = bot.Get<ResearchBot.Terminal.ConsoleRequests>().Create(
            "evaluate", new Dictionary<string, string> { ["html"] = place.Length == 0 ? place : Path.Combine(bot.Folder, place) }, [SmallSet.Write(bot)]);

        // No question can be asked any more: an evaluation would end by the cancellation.
        var reply = await bot.Get<CommandDispatcher>().DispatchAsync(request, new TestSink(), new CancellationToken(canceled: true));
        reply.ShouldBeOfType<ErrorReply>().Message.ShouldStartWith("The page cannot be written to");
    }

    [Fact]
    public async Task A_page_replaces_an_older_one_and_nothing_is_left_beside_it()
    {
        await using var bot = await TestBot.StartAsync();
        var set = SmallSet.Write(bot);
        var page = bot.Write("pages/page.html", "old");
        (await bot.RunAsync("evaluate", new() { ["html"] = page }, set)).ShouldBeOfType<EvaluationReply>();

        (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ShouldEndWith("</html>\n");
        Directory.GetFiles(Path.GetDirectoryName(page)!).ShouldBe([page]);
    }

    [Fact]
    public void A_page_that_is_never_finished_leaves_the_older_one_as_it_was()
    {
        using var folder = new TestFolder();
        var page = folder.Write("page.html", "old");
        PageFile.Open(page).Dispose();

        File.ReadAllText(page).ShouldBe("old");
        Directory.GetFiles(folder.Path).ShouldBe([page]);
    }

    [Fact]
    public void A_page_goes_where_a_link_leads()
    {
        using var folder = new TestFolder();
        var page = folder.Write("page.html", "old");
        File.CreateSymbolicLink(folder["link.html"], page);
        using (var file = PageFile.Open(folder["link.html"]))
        {
            file.Write("new");
        }

        File.ReadAllText(page).ShouldBe("new");
        File.ResolveLinkTarget(folder["link.html"], returnFinalTarget: true)!.FullName.ShouldBe(page);
    }

    [Fact]
    public async Task A_page_and_the_figures_as_JSON_come_together()
    {
        await using var bot = await TestBot.StartAsync();
        SmallSet.Write(bot);
        var result = (await BotProcess.RunAsync(bot.Folder, ["evaluate", "set", "--without-relevant", "--html", "page.html", "--json"])).ShouldExit(0);

        result.Json.EnumerateObject().Select(figure => figure.Name).ShouldBe([
            "set", "documents", "queries", "ndcg_at_10", "recall_at_10", "mrr_at_10", "hit_at_1", "hit_at_3", "refusal_auroc", "answered_rate",
            "refused_rate", "refused_at_92", "calibration_error", "kept_by_verifier", "index_seconds", "index_mb_per_second", "queries_per_second", "p50_ms", "p99_ms", "bytes_per_character"]);
        File.Exists(Path.Combine(bot.Folder, "page.html")).ShouldBeTrue();
    }
}
