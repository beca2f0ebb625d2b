using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Tests.Search.Embedding;
using ResearchBot.Evaluation;

namespace ResearchBot.Tests.Evaluation;

public sealed class TeamSetTests
{
    [Fact]
    public async Task A_teams_own_documents_are_read_asked_and_judged_by_kind()
    {
        await using var bot = await TestBot.StartAsync();
        var reply = await EvaluateAsync(bot, Write(bot), []);

        reply.All.Answerable.ShouldBe(3);
        reply.All.Unanswerable.ShouldBe(1);
        reply.All.SearchAt1.ShouldBe(1);
        reply.All.FirstRight.ShouldBe(1);
        reply.All.Refused.ShouldBe(0);
        reply.All.WronglyAnswered.ShouldBe(0);
        reply.Kinds.Select(kind => kind.Name).ShouldBe(["list", "table", "who", "where"], ignoreOrder: true);
        reply.Conversations.FollowUps.ShouldBe(1);
        reply.Questions.Single(one => one.Id == "q4").Outcome.ShouldNotBe(AnswerOutcome.Answered);
        reply.Unread.ShouldHaveSingleItem().ShouldStartWith("set: broken.docx: ");
    }

    [Fact]
    public async Task A_part_is_asked_alone_and_an_unknown_part_is_said()
    {
        await using var bot = await TestBot.StartAsync();
        var set = Write(bot);
        (await EvaluateAsync(bot, set, new() { ["split"] = "judge" })).Questions.Select(one => one.Id).ShouldBe(["q3"]);
        (await bot.RunAsync("evaluate", new() { ["split"] = "nothing" }, set)).ShouldBeOfType<Core.Commands.ErrorReply>().Message.ShouldContain("no question whose split is nothing");
    }

    [Theory]
    [InlineData("with-model")]
    [InlineData("without-relevant")]
    public async Task What_only_question_sets_have_is_refused_rather_than_left_out(string option)
    {
        await using var bot = await TestBot.StartAsync();
        (await bot.RunAsync("evaluate", new() { [option] = "page.html" }, Write(bot))).ShouldBeOfType<Core.Commands.ErrorReply>().Message.ShouldContain($"--{option}");
    }

    [Fact]
    public async Task The_page_has_the_figures_by_kind_and_every_miss()
    {
        await using var bot = await TestBot.StartAsync();
        var page = Path.Combine(bot.Folder, "page.html");
        var reply = await EvaluateAsync(bot, Write(bot), new() { ["html"] = page });
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        html.ShouldEndWith("</html>\n");
        html.ShouldContain("<svg");
        foreach (var kind in reply.Kinds)
        {
            html.ShouldContain($"<th scope=\"row\">{kind.Name}</th>");
        }

        foreach (var miss in reply.Questions.Where(one => one is { Answerable: true, FirstRight: false }))
        {
            html.ShouldContain(miss.Id);
        }
    }

    [Fact]
    public async Task A_fit_writes_every_weight_anew_and_nothing_else()
    {
        await using var bot = await TestBot.StartAsync();
        var file = Path.Combine(bot.Folder, "weights.txt");
        await bot.RunAsync("evaluate", new() { ["fit"] = file }, Write(bot));
        var (today, fitted) = (Core.Answering.Extraction.ExtractionFit.Read().File.TrimEnd().Split('\n'), File.ReadAllText(file).TrimEnd().Split('\n'));
        fitted.Select(Name).ShouldBe(today.Select(Name));
        fitted.ShouldNotBe(today);
        fitted.Where(line => line.StartsWith("outcome.", StringComparison.Ordinal)).ShouldBe(today.Where(line => line.StartsWith("outcome.", StringComparison.Ordinal)));

        static string Name(string line) => line.StartsWith('#') ? line : line.Split(' ')[0];
    }

    [Fact]
    public async Task Vectors_are_kept_from_one_run_to_the_next_and_a_torn_end_is_dropped()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "vectors.bin");
        var generator = new HashGenerator();
        var model = new EmbeddingModel("test", "hash", HashGenerator.Dimensions, generator.Object, _ => true, EmbeddingLimits.Local);
        using (var kept = KeptVectors.Open(path))
        {
            await kept.For(model).Generator.GenerateAsync(["a", "b"], cancellationToken: TestContext.Current.CancellationToken);
        }

        await File.AppendAllTextAsync(path, "torn", TestContext.Current.CancellationToken);
        var calls = generator.Calls;
        using (var kept = KeptVectors.Open(path))
        {
            (await kept.For(model).Generator.GenerateAsync(["b", "a"], cancellationToken: TestContext.Current.CancellationToken)).Count.ShouldBe(2);
            generator.Calls.ShouldBe(calls);
            await kept.For(model).Generator.GenerateAsync(["c"], cancellationToken: TestContext.Current.CancellationToken);
            generator.Calls.ShouldBe(calls + 1);
        }
    }

    [Fact]
    public void The_calibration_error_is_the_mean_distance_of_confidence_from_what_is_right()
    {
        Calibration.ErrorOf([]).ShouldBeNull();
        Calibration.ErrorOf([.. Enumerable.Range(0, 10).Select(i => (0.5, i % 2 == 0))]).ShouldBe(0);
        Calibration.ErrorOf([.. Enumerable.Range(0, 10).Select(_ => (0.9, false))]).ShouldBe(0.9);
    }

    private static async Task<TeamEvaluationReply> EvaluateAsync(TestBot bot, string set, Dictionary<string, string> arguments) =>
        (await bot.RunAsync("evaluate", arguments, set)).ShouldBeOfType<TeamEvaluationReply>();

    private static string Write(TestBot bot)
    {
        bot.Write("set/documents/boats.md", """
            # Boats

            ## What to bring

            For a trip you need the following:

            - a life jacket
            - a hand torch
            - dry gloves

            ## Fees

            | Boat | Fee per day |
            |---|---|
            | canoe | 30 crowns |
            | dinghy | 55 crowns |
            """);
        bot.Write("set/documents/people.md", "# People\n\nThe harbour master is Elsa Berg. Her office is in the red house.\n");
        bot.Write("set/documents/broken.docx", "PK\u0003\u0004 this is no archive");
        bot.Write("set/questions.jsonl", """
            {"id":"q1","q":"what do i need for a trip","kind":"list","any":["a life jacket"],"must":["a hand torch","dry gloves"],"doc":"boats.md","split":"fit"}
            {"id":"q2","q":"fee for a dinghy per day","kind":"table","any":["55 crowns"],"doc":"boats.md","split":"fit"}
            {"id":"q3","q":"who is the harbour master","kind":"who","any":["Elsa Berg"],"doc":"people.md","split":"judge"}
            {"id":"q4","q":"where can I buy rope for the sauna","kind":"where","any":[],"doc":"","unanswerable":true,"split":"fit"}
            {"id":"c1","kind":"conversation","split":"fit","turns":[{"q":"who is the harbour master","any":["Elsa Berg"],"doc":"people.md"},{"q":"where is her office","any":["red house"],"doc":"people.md"}]}
            """);
        return Path.Combine(bot.Folder, "set");
    }
}
