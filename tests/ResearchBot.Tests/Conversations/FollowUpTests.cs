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
    [InlineData("When did he die?", "Who was Qassem Soleimani?", "When did he die (Qassem Soleimani)?")]
    [InlineData("Why?", "Did Qatar refuse?", "Did Qatar refuse Why?")]
    [InlineData("How many officials travelled to Caracas?", "Who is Shay Khatiri?", "How many officials travelled to Caracas?")]
    [InlineData("How many flights were there in 2021?", "Who is Shay Khatiri?", "How many flights were there in 2021?")]
    [InlineData("Who lives there?", "Could they flee to Venezuela?", "Who lives there (Venezuela)?")]
    public void A_question_that_leans_on_the_one_before_is_made_to_stand_alone(string asked, string before, string standalone) =>
        FollowUpQuestion.Resolve(asked, before).ShouldBe(standalone);

    [Fact]
    public void The_first_question_stands_alone_already() => FollowUpQuestion.Resolve("and in 2022?", null).ShouldBe("and in 2022?");

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
