using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Feedback;
using ResearchBot.Terminal;
using ResearchBot.Tests.Search.Embedding;
using static ResearchBot.Tests.Feedback.UnansweredQuestion;

namespace ResearchBot.Tests.Feedback;

public sealed class StatsTests
{
    [Fact]
    public async Task Figures_are_counted_by_channel_and_other_channels_are_not_named_before_everybody()
    {
        await using var bot = await TestBot.StartAsync();
        await SaveAsync(bot, "general", 0, AnswerOutcome.Answered, 10, "ann");
        await SaveAsync(bot, "general", 0, AnswerOutcome.Partial, 20, "ann");
        await SaveAsync(bot, "closed", 0, AnswerOutcome.NotFound, 30, "bob");
        await SaveAsync(bot, null, 0, AnswerOutcome.NotFound, 40, "eve");
        var platform = new TestPlatform(bot);

        var table = await TableAsync(platform, "/stats --by channel", "general");
        table.Columns.ShouldBe(["where", "questions", "found", "partly", "not found", "helpful", "not helpful", "askers", "median ms", "95% ms", "questions drawn"]);
        table.Rows.Select(row => string.Join(' ', row)).ShouldBe(
        [
            "here 2 1 1 0 0 0 1 10 20 ████████████████",
            "other channels 1 0 0 1 0 0 1 30 30 ████████",
            "private 1 0 0 1 0 0 1 40 40 ████████",
            "all 4 1 1 2 0 0 3 20 40 ",
        ]);
        (await TableAsync(platform, "/stats --by channel", "general", isPrivate: true)).Rows.Select(row => row[0]).ShouldBe(["general", "closed", "private", "all"]);
        string.Join('\n', ReplyText.Lines(table)).ShouldNotContain("Secret question");
    }

    [Fact]
    public async Task Days_weeks_and_hours_without_questions_are_rows_too()
    {
        await using var bot = await TestBot.StartAsync();
        await SaveAsync(bot, "general", 3, AnswerOutcome.Answered, 10, "ann");
        await SaveAsync(bot, "general", 1, AnswerOutcome.Answered, 10, "ann");
        await SaveAsync(bot, "general", 40, AnswerOutcome.Answered, 10, "ann");
        var platform = new TestPlatform(bot);
        (await TableAsync(platform, "/stats")).Rows.Select(row => row[1]).ShouldBe(["1", "0", "1", "2"]);
        (await TableAsync(platform, "/stats --by Week --days 60")).Rows.Sum(row => row[0] == "all" ? 0 : int.Parse(row[1])).ShouldBe(3);
        (await TableAsync(platform, "/stats --by hour")).Rows.Count.ShouldBe(25);
        (await TableAsync(platform, "/stats")).Title.ShouldContain("UTC");
    }

    [Fact]
    public async Task Voices_count_and_late_answers_are_no_questions()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var receipt = await AskAsync(platform, "ann");
        await platform.TypeAsync("ann", $"/helpful --answer {receipt}");
        await platform.TypeAsync("bob", $"/unhelpful --answer {receipt}");
        await platform.TypeAsync("eve", $"/unhelpful --answer {receipt}");
        await FillAsync(bot);
        await Late(bot, new()).RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).Count.ShouldBe(2);
        (await TableAsync(platform, "/stats")).Rows[^1].Skip(1).Take(7).ShouldBe(["1", "0", "0", "1", "1", "2", "1"]);
    }

    [Fact]
    public void On_a_terminal_figures_stand_below_each_other()
    {
        string[][] rows = [["here", "5", "██"], ["other channels", "12", ""]];
        TableText.Lines(new TableReply("Two", ["where", "questions", "found"], rows)).ShouldBe(
            ["Two", "  where here · questions 5 · found ██", "  where other channels · questions 12"], "one column of figures is no table of figures");
        rows = [["here", "5", "1", "██"], ["other channels", "12", "-", "█"]];
        TableText.Lines(new TableReply("Two", ["where", "questions", "found", "drawn"], rows)).ShouldBe(
            ["Two", "  where here           · questions  5 · found 1 · drawn ██", "  where other channels · questions 12 · found - · drawn █"]);
    }

    [Theory]
    [InlineData(0.5, "2")]
    [InlineData(0.95, "4")]
    public void A_quantile_is_a_value_that_was_measured(double share, string value) => FigureRow.Quantile([1, 2, 3, 4], share).ShouldBe(value);

    private static async Task SaveAsync(TestBot bot, string? channel, int daysAgo, AnswerOutcome outcome, long elapsed, string person)
    {
        var clock = new HurriedTime();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow() - TimeSpan.FromDays(daysAgo));
        var answer = new Answer("Secret question", outcome, 0.5, AnswerMode.Extractive, [], [], [], [], [], new SearchedScope("discord-1", [], 0, 0), elapsed);
        await new AnswerLog(bot.Get<Database>(), clock).SaveAsync(
            new AnswerRecord(
                Guid.NewGuid().ToString("n"), "test", new Audience("discord-1", channel, channel is null ? person : null, []), null, person,
                new Question("Secret question", "Secret question"), answer),
            Cancellation);
    }
}
