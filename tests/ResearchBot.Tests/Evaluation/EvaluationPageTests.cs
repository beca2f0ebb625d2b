using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ResearchBot.Evaluation;

namespace ResearchBot.Tests.Evaluation;

public sealed class EvaluationPageTests
{
    private const string Hostile = """</title></style><script>alert(1)</script>"'><img src=x onerror=alert(2)>&lt;{0}""";

    [Fact]
    public async Task The_page_holds_the_figures_the_plots_with_their_counts_and_the_questions_that_went_wrong()
    {
        await using var bot = await TestBot.StartAsync();
        var set = SmallSet.Write(bot);
        bot.Write("set/answers.jsonl", """
            {"query_id":"q1","doc_id":"a","answers":["1875"]}
            {"query_id":"q2","doc_id":"b","answers":["Elsa Berg"]}
            """);
        var page = await PageAsync(bot, set);

        page.QuerySelectorAll("tbody tr").ShouldContain(row => row.TextContent.Contains("hit@10.500", StringComparison.Ordinal));
        var plots = page.QuerySelectorAll("svg");
        plots.Select(CountsBelow).ShouldBe([3, 3, 3]); // known answers and refusals, both kinds, all times
        var wrong = page.QuerySelectorAll("li").ShouldHaveSingleItem();
        wrong.QuerySelector("h3")!.TextContent.ShouldBe("When was the mill built?");
        wrong.QuerySelector("blockquote")!.TextContent.ShouldContain("It was built in 1874.");
        wrong.QuerySelector("footer")!.TextContent.ShouldBe("Mill");
        wrong.TextContent.ShouldContain("1875");
    }

    [Fact]
    public async Task The_worst_questions_come_by_their_confidence_and_refused_ones_keep_a_place()
    {
        await using var bot = await TestBot.StartAsync();
        var set = SmallSet.Write(bot);
        var wrong = Enumerable.Range(0, 40).Select(i => $$"""{"id":"w{{i}}","text":"When was the mill {{string.Join(' ', Enumerable.Repeat("really", i % 3).Select((word, n) => word + n))}} built?"}""");
        var refused = Enumerable.Range(0, 20).Select(i => $$"""{"id":"r{{i}}","text":"Which enzyme digests cellulose{{i}} in termites?"}""");
        bot.Write("set/queries.jsonl", string.Join('\n', wrong.Concat(refused)));
        bot.Write("set/qrels.tsv", "query-id\tcorpus-id\tscore\n");
        bot.Write("set/answers.jsonl", string.Join('\n', Enumerable.Range(0, 40).Select(i => $$"""{"query_id":"w{{i}}","doc_id":"a","answers":["never"]}""")));
        var page = await PageAsync(bot, set);

        var parts = page.QuerySelectorAll("section").Select(part => part.QuerySelectorAll("li").ToArray()).ToArray();
        parts.Select(part => part.Length).ShouldBe([15, 10]);
        var confidence = parts[0].Select(one => double.Parse(one.QuerySelector("p")!.TextContent.Split(' ')[^1])).ToArray();
        confidence.ShouldBe(confidence.OrderDescending());
        parts[1].ShouldAllBe(one => one.QuerySelector(".outcome")!.TextContent == "refused");
    }

    [Fact]
    public async Task Hostile_names_titles_questions_and_answers_are_only_text()
    {
        await using var bot = await TestBot.StartAsync();
        var hostile = System.Text.Json.JsonSerializer.Serialize(Hostile);
        bot.Write("<b>set/corpus.jsonl", $$"""{"id":"a","title":{{hostile}},"text":"The mill <script>alert(3)</script> was built."}""");
        bot.Write("<b>set/queries.jsonl", $$"""{"id":"q","text":{{hostile[..^1]}} mill built"}""");
        bot.Write("<b>set/qrels.tsv", "query-id\tcorpus-id\tscore\nq\ta\t1\n");
        bot.Write("<b>set/answers.jsonl", $$"""{"query_id":"q","doc_id":"a","answers":[{{hostile}}]}""");
        var page = await PageAsync(bot, Path.Combine(bot.Folder, "<b>set"));

        page.QuerySelectorAll("script, img, h1 b").ShouldBeEmpty();
        page.All.SelectMany(element => element.Attributes).ShouldNotContain(one => one.Name.StartsWith("on", StringComparison.Ordinal));
        page.Title.ShouldBe("Evaluation of <b>set");
        var one = page.QuerySelector("li")!;
        one.QuerySelector("h3")!.TextContent.ShouldBe(Hostile + " mill built");
        one.QuerySelector("footer")!.TextContent.ShouldBe(Hostile);
        one.QuerySelector("blockquote")!.TextContent.ShouldContain("<script>alert(3)</script>");
        one.TextContent.ShouldContain("Known: " + Hostile);
    }

    [Fact]
    public async Task The_page_loads_nothing()
    {
        await using var bot = await TestBot.StartAsync();
        var page = await PageAsync(bot, SmallSet.Write(bot));

        page.QuerySelectorAll("[src], [href], [srcset], [style]").ShouldBeEmpty();
        page.QuerySelectorAll("link, script, iframe, object, embed").ShouldBeEmpty();
        page.QuerySelectorAll("style").ShouldHaveSingleItem().TextContent.ShouldNotMatch("url|import|http");
        page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!.ShouldStartWith("default-src 'none'");
    }

    private static int CountsBelow(IElement plot) => plot.QuerySelectorAll("text.count").Sum(count => int.Parse(count.TextContent));

    private static async Task<IHtmlDocument> PageAsync(TestBot bot, string set)
    {
        var path = Path.Combine(bot.Folder, "page.html");
        (await bot.RunAsync("evaluate", new() { ["html"] = path }, set)).ShouldBeOfType<EvaluationReply>();
        return new HtmlParser().ParseDocument(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }
}
