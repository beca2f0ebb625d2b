using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;

namespace ResearchBot.Tests.Moderation.Answers;

public sealed class PostedAnswersTests
{
    [Theory]
    [InlineData("100/2345", "2345", true)]
    [InlineData("100/2345+678", "2345", true)]
    [InlineData("100/2345+678", "678", true)]
    [InlineData("100/2345+678+9", "678", true)]
    [InlineData("100/2345", "234", false)]
    [InlineData("100/2345", "345", false)]
    [InlineData("100/2345+678", "67", false)]
    [InlineData("100/2345+678", "2345+678", false)]
    [InlineData("100/2345", "100", false)] // a thread has the id of the message that it began with
    [InlineData("100/2345", "100/2345", false)]
    [InlineData("100/2345", "%", false)]
    [InlineData("C1/1712345678.000100", "1712345678.000100", true)]
    [InlineData("C1/1712345678.000100", "1712345678_000100", false)]
    [InlineData("100/2345", "", false)]
    public async Task A_message_names_its_answer_and_no_other(string address, string message, bool isFound)
    {
        await using var bed = await AnswersBed.StartAsync();
        var answer = await bed.AskAsync();
        await bed.AskAsync();
        await bed.PostAsync(answer, address);
        (await FindAsync(bed, "discord-1", "test", message))?.Id.ShouldBe(isFound ? answer.Receipt : null);
        ((await FindAsync(bed, "discord-1", "test", message)) is not null).ShouldBe(isFound);
        (await FindAsync(bed, "discord-2", "test", message)).ShouldBeNull();
        (await FindAsync(bed, "discord-1", "slack", message)).ShouldBeNull();
    }

    private static Task<KeptAnswer?> FindAsync(AnswersBed bed, string workspace, string platform, string message) =>
        bed.Bot.Get<AnswerLog>().FindPostedAsync(workspace, platform, message, TestContext.Current.CancellationToken);
}
