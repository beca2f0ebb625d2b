using System.Data.Common;
using Dapper;
using ResearchBot.Core.Commands;
using static ResearchBot.Tests.Feedback.UnansweredQuestion;

namespace ResearchBot.Tests.Feedback;

public sealed class VoteTests
{
    [Fact]
    public async Task A_person_has_one_voice_for_an_answer_and_the_last_one_counts()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await FillAsync(bot);
        var receipt = await AskAsync(platform, "ann", thread: "t1");

        (await platform.TypeAsync("ann", "/helpful", thread: "t1")).ShouldBeOfType<DoneReply>().Message.ShouldContain($"/unhelpful --answer {receipt}");
        await platform.TypeAsync("ann", "/unhelpful --reason \"Too short.\"", thread: "t1");
        (await platform.TypeAsync("bob", $"/helpful --answer {receipt}")).ShouldBeOfType<DoneReply>();
        (await VotesAsync(bot)).ShouldBe([("ann", 0, "Too short."), ("bob", 1, "")]);

        await platform.TypeAsync("ann", "/helpful", thread: "t1");
        (await VotesAsync(bot)).ShouldBe([("ann", 1, ""), ("bob", 1, "")]);
        (await TableAsync(platform, "/unanswered list")).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_answer_got_goes_with_it()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var receipt = await AskAsync(platform, "ann");
        await platform.TypeAsync("bob", $"/unhelpful --answer {receipt}");
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync("DELETE FROM answers");
        (await VotesAsync(bot)).ShouldBeEmpty();
        (await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM unanswered_askers")).ShouldBe(0);
        (await TableAsync(platform, "/unanswered list")).Rows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/helpful", "Nothing was answered here yet")]
    [InlineData("/unhelpful", "Nothing was answered here yet")]
    [InlineData("/needhelp", "Nothing was answered here yet")]
    [InlineData("/helpful --answer 0000", "no answer 0000")]
    [InlineData("/unhelpful --answer 0000", "no answer 0000")]
    [InlineData("/needhelp --answer 0000", "no answer 0000")]
    [InlineData("/unanswered list --days 0", "days must be")]
    [InlineData("/unanswered list --days 9999", "3650 at most")]
    [InlineData("/unanswered list --top 101", "100 at most")]
    [InlineData("/unanswered dismiss", "needs id")]
    [InlineData("/unanswered dismiss abc", "/unanswered list lists them")]
    [InlineData("/unanswered dismiss abc --undo", "/unanswered list lists them")]
    [InlineData("/stats --by moon", "channel, day, week or hour")]
    [InlineData("/stats --days 400", "366 at most")]
    public async Task A_wrong_use_is_explained(string line, string told)
    {
        await using var bot = await TestBot.StartAsync();
        var error = (await ModerateAsync(new TestPlatform(bot), line)).ShouldBeOfType<ErrorReply>();
        error.Message.ShouldContain(told);
        error.IsFailure.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/helpful")]
    [InlineData("/unhelpful")]
    [InlineData("/needhelp")]
    public async Task Whoever_may_not_see_an_answer_says_nothing_of_it(string command)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var closed = await AskAsync(platform, "ann", "closed");
        var direct = await AskAsync(platform, "ann", channel: null);
        (await platform.TypeAsync("bob", $"{command} --answer {closed}", "general")).ShouldBeOfType<ErrorReply>();
        (await platform.TypeAsync("bob", $"{command} --answer {direct}", "general")).ShouldBeOfType<ErrorReply>();
        (await ModerateAsync(platform, $"{command} --answer {direct}", channel: null)).ShouldBeOfType<ErrorReply>();
        (await ModerateAsync(new TestPlatform(bot, "slack-2"), $"{command} --answer {closed}", "closed")).ShouldBeOfType<ErrorReply>();
        (await VotesAsync(bot)).ShouldBeEmpty();
        (await NoticesAsync(bot)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var receipt = await AskAsync(platform, "ann");
        (await platform.TypeAsync("ann", $"/unhelpful --answer {receipt} --reason {new string('x', 501)}")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("500 are allowed");
        (await VotesAsync(bot)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<(string, long, string)>> VotesAsync(TestBot bot)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        return (await connection.QueryAsync<(string, long, string)>("SELECT person, is_helpful, reason FROM answer_votes ORDER BY person")).AsList();
    }
}
