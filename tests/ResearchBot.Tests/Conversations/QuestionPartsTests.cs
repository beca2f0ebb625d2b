using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;

namespace ResearchBot.Tests.Conversations;

public sealed class QuestionPartsTests
{
    private const string Harbour = """
        # Harbour office

        Berths are granted by Wilma Stern. A berth must be requested ten days before arrival.

        ## Day pass

        A day pass costs 8 crowns and ends at midnight.

        ## Season pass

        A season pass costs 90 crowns and holds from April to October.
        """;

    [Theory]
    [InlineData("who grants berths and when must I request one", "who grants berths", "when must I request one")]
    [InlineData("Who grants berths? What does a day pass cost?", "Who grants berths", "What does a day pass cost")]
    [InlineData("how much is a day pass and how much is a season pass?", "how much is a day pass", "how much is a season pass")]
    [InlineData("what's the difference between a day pass and a season pass?", "day pass", "season pass")]
    [InlineData("day pass vs season pass, what do they cost", "day pass", "season pass")]
    [InlineData("compare day pass with season pass", "day pass", "season pass")]
    [InlineData("How does a day pass differ from a season pass?", "day pass", "season pass")]
    public void A_question_for_several_things_is_taken_apart_in_the_askers_words(string question, params string[] parts) =>
        Split(question).Parts.Select(part => part.Name).ShouldBe(parts);

    [Theory]
    [InlineData("What do salt and pepper cost?")]
    [InlineData("Who wrote the report and the letter?")]
    [InlineData("When and where is the meeting?")]
    [InlineData("Is it black or white?")]
    [InlineData("How do I start and stop the pump?")]
    [InlineData("what happens if the pump stops and the alarm is silent")]
    [InlineData("Why?")]
    public void A_question_for_one_thing_stays_whole(string question) => Split(question).Parts.ShouldBeEmpty();

    [Fact]
    public void What_is_asked_of_both_sides_is_asked_of_each() =>
        Split("RDS backup vs nightly dump, how long is each kept").Parts.Select(part => part.Standalone)
            .ShouldBe(["RDS backup how long is kept", "nightly dump how long is kept"]);

    [Fact]
    public void A_later_part_is_understood_by_the_first() =>
        Split("who approves the leave and how do I request it").Parts[1].Standalone.ShouldContain("leave");

    [Fact]
    public async Task Each_part_is_answered_under_its_own_words()
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("harbour.md", Harbour));
        var answer = await bot.AskAsync("who grants berths and what does a season pass cost?");
        answer.Statements.Select(statement => statement.About).ShouldBe(["who grants berths", "what does a season pass cost"]);
        answer.Statements[0].Text.ShouldContain("Wilma Stern");
        answer.Statements[1].Text.ShouldContain("90 crowns");
        answer.Unanswered.ShouldBeEmpty();
    }

    [Fact]
    public async Task Both_sides_of_a_comparison_stand_side_by_side()
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("harbour.md", Harbour));
        var answer = await bot.AskAsync("what is the difference between a day pass and a season pass?");
        answer.Statements.Select(statement => statement.About).ShouldBe(["day pass", "season pass"]);
        answer.Statements[0].Text.ShouldContain("8 crowns");
        answer.Statements[1].Text.ShouldContain("90 crowns");
    }

    [Fact]
    public async Task A_part_that_nothing_answers_is_named()
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("harbour.md", Harbour));
        var reply = await bot.RunAsync("ask", new() { ["question"] = "who grants berths and where is the zeppelin moored?" });
        var answer = reply.ShouldBeOfType<AnswerReply>().Answer;
        answer.Unanswered.ShouldBe(["where is the zeppelin moored"]);
        answer.Statements.ShouldAllBe(statement => statement.About == "who grants berths");
        AnswerText.Lines((AnswerReply)reply).ShouldContain("Not found in the documents: “where is the zeppelin moored”.");
    }

    [Fact]
    public async Task Two_parts_in_one_passage_are_both_stated_and_quoted_once()
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("harbour.md", Harbour));
        var answer = await bot.AskAsync("who grants berths and how many days before arrival must a berth be requested?");
        answer.Statements.Select(statement => statement.Citations.ShouldHaveSingleItem()).ShouldBe([1, 1]);
        answer.Citations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_asked_over_many_documents_is_listed_with_a_citation_each()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var name in new[] { "pump", "mast", "keel", "sail", "oven" })
        {
            await bot.LoadAsync(bot.Write($"{name}.md", $"# The {name} alert\n\nThe {name} alert pages somebody at night.\n"));
        }

        var answer = await bot.AskAsync("Which alerts page somebody at night?");
        answer.Statements.Count.ShouldBe(5);
        answer.Citations.Select(citation => citation.Document.Id).Distinct().Count().ShouldBe(5);
        answer.MayHaveMore.ShouldBeTrue();
    }

    private static Question Split(string text) => QuestionParts.Split(new Question(text, text));
}
