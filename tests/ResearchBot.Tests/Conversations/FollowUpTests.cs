using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Conversations;

public sealed class FollowUpTests
{
    [Theory]
    [InlineData("and in 2022?", "How many flights left in 2019?", "How many flights left in 2022?")]
    [InlineData("And in November?", "Who visited Caracas?", "Who visited Caracas in November?")]
    [InlineData("What about Cuba?", "Could they flee to Venezuela?", "Could they flee to Cuba?")]
    [InlineData("When did he die?", "Who was Qassem Soleimani?", "When did Qassem Soleimani die?")]
    [InlineData("How many officials travelled to Caracas?", "Who is Shay Khatiri?", "How many officials travelled to Caracas?")]
    [InlineData("How many flights were there in 2021?", "Who is Shay Khatiri?", "How many flights were there in 2021?")]
    [InlineData("Who lives there?", "Could they flee to Venezuela?", "Who lives there (Venezuela)?")]
    public void A_question_that_leans_on_the_one_before_is_made_to_stand_alone(string asked, string before, string standalone)
    {
        var nothing = new Answer(before, AnswerOutcome.NotFound, 0, AnswerMode.Extractive, [], [], [], [], [], new SearchedScope("w", [], 0, 0), 0);
        ConversationState.Empty.After(new Question(before, before), nothing).Resolve(asked).Standalone.ShouldBe(standalone);
    }

    [Fact]
    public void The_first_question_stands_alone_already() => ConversationState.Empty.Resolve("and in 2022?").Standalone.ShouldBe("and in 2022?");

    [Fact]
    public async Task A_chat_over_one_document_keeps_to_what_was_spoken_of_and_says_how_it_understood()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/island.md", """
            # Island guide

            The warden of the north lodge is Greta Moll. The warden of the south lodge is Aron Pike.

            The ferry costs nine crowns. Dogs cost two crowns on the ferry. The ferry has forty seats.

            The museum opens at ten. The museum was built in 1904.

            The lighthouse was built in 1877. The lighthouse has 211 steps.
            """);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        var here = ConsoleRequests.NewConversation();

        (await AskAsync(bot, "Who is the warden of the north lodge?", here)).ShouldContain("Greta Moll");
        (await AskAsync(bot, "And of the south lodge?", here)).ShouldContain("Aron Pike");
        (await AskAsync(bot, "When was the museum built?", here)).ShouldContain("1904");
        (await AskAsync(bot, "And the lighthouse?", here)).ShouldContain("1877");
        (await AskAsync(bot, "What does the ferry cost?", here)).ShouldContain("nine crowns");
        (await AskAsync(bot, "How many seats does it have?", here)).ShouldContain("forty seats");

        var reply = (AnswerReply)await bot.Get<CommandDispatcher>().DispatchAsync(
            bot.Get<ConsoleRequests>().Parse("When was it built?", here), new TestSink(), TestContext.Current.CancellationToken);
        reply.Answer.Standalone.ShouldBe("When was the ferry built?");
        AnswerText.Lines(reply).First().ShouldBe("You mean: When was the ferry built?");
        AnswerText.Lines(reply with { Language = "de" }).First().ShouldBe("Gemeint ist: When was the ferry built?");
    }

    [Fact]
    public async Task The_console_remembers_its_own_conversation_and_no_other()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/a.txt", "The mill sold 40 sacks of flour in 2019.\n\nThe mill sold 55 sacks of flour in 2022.\n");
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        var here = ConsoleRequests.NewConversation();

        (await AskAsync(bot, "How many sacks of flour did the mill sell in 2019?", here)).ShouldContain("40 sacks");
        (await AskAsync(bot, "and in 2022?", here)).ShouldContain("55 sacks");
        (await AskAsync(bot, "and in 2022?", ConsoleRequests.NewConversation())).ShouldNotContain("40 sacks");
    }

    private static async Task<string> AskAsync(TestBot bot, string line, ConversationAddress conversation)
    {
        var reply = await bot.Get<CommandDispatcher>().DispatchAsync(
            bot.Get<ConsoleRequests>().Parse(line, conversation), new TestSink(), TestContext.Current.CancellationToken);
        var answer = reply.ShouldBeOfType<AnswerReply>().Answer;
        answer.Question.ShouldBe(line);
        return answer.Statements.Count > 0 ? answer.Statements[0].Text : string.Empty;
    }
}
