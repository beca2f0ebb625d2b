using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Tests.Retention;

public sealed class DeleteTests
{
    private const string Word = "Zyqqufnord";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_of_ones_own_goes_with_its_message_also_while_blocked()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var receipt = await AskAsync(platform, "ann", $"Where is {Word}?");
        await bot.Get<AnswerLog>().PostedAsync("discord-1", receipt, "m7", Cancellation);
        await platform.TypeAsync("mo", "/block ann --reason x", role: Role.Moderator);

        (await platform.TypeAsync("ann", $"/delete --answer {receipt}")).ShouldBeOfType<DoneReply>().Message.ShouldContain("its message");
        (await StoreTraces.InRowsAsync(bot, Word)).ShouldBeEmpty();
        StoreTraces.InFiles(bot, Word).ShouldBeEmpty();
        var notice = (await bot.Get<NoticeOutbox>().TakeAsync("test", 9, Cancellation)).ShouldHaveSingleItem();
        (notice.Kind, notice.To.Address).ShouldBe((NoticeKind.Delete, "m7"));
    }

    [Fact]
    public async Task Somebody_elses_is_refused_as_if_it_were_not_there()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var receipt = await AskAsync(platform, "ann", $"Where is {Word}?");
        var refused = (await platform.TypeAsync("bob", $"/delete --answer {receipt}", role: Role.Admin)).ShouldBeOfType<ErrorReply>();
        var missing = (await platform.TypeAsync("bob", "/delete --answer 0000", role: Role.Admin)).ShouldBeOfType<ErrorReply>();
        refused.Message.Replace(receipt, "0000", StringComparison.Ordinal).ShouldBe(missing.Message);
        (await new TestPlatform(bot, "slack-2").TypeAsync("ann", $"/delete --answer {receipt}")).ShouldBeOfType<ErrorReply>();
        (await platform.TypeAsync("ann", "/delete")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("receipt");
        (await StoreTraces.InRowsAsync(bot, Word)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Words_of_it_leave_the_later_questions_that_leaned_on_it()
    {
        await using var bot = await TestBot.StartAsync();
        var thread = new ConversationAddress("discord-1", "test", "thread");
        var first = await AskInAsync(bot, thread, "ann", $"When did {Word} die?");
        await AskInAsync(bot, thread, "bob", "and where was he born?");
        (await StoreTraces.InRowsAsync(bot, Word)).Count.ShouldBeGreaterThan(2);

        (await new TestPlatform(bot).TypeAsync("ann", $"/delete --answer {first}")).ShouldBeOfType<DoneReply>();
        (await StoreTraces.InRowsAsync(bot, Word, Word.ToLowerInvariant())).ShouldBeEmpty();
        (await bot.Get<ConversationStore>().FindAsync(thread, Cancellation)).ShouldNotBeNull("bob's question is in it still");
    }

    [Fact]
    public async Task Without_a_receipt_it_is_the_last_of_the_conversation_if_it_is_ones_own()
    {
        await using var bot = await TestBot.StartAsync();
        var thread = new ConversationAddress("discord-1", "test", "thread");
        await AskInAsync(bot, thread, "ann", $"When did {Word} die?");
        (await SendAsync(bot, thread, "bob", "delete", [])).ShouldBeOfType<ErrorReply>().Message.ShouldContain("somebody else's");
        (await SendAsync(bot, thread, "ann", "delete", [])).ShouldBeOfType<DoneReply>();
        (await StoreTraces.InRowsAsync(bot, Word)).ShouldBeEmpty();
        (await bot.Get<ConversationStore>().FindAsync(thread, Cancellation)).ShouldBeNull();
    }

    private static async Task<string> AskAsync(TestPlatform platform, string person, string question) =>
        (await platform.TypeAsync(person, question)).ShouldBeOfType<AnswerReply>().Receipt;

    private static async Task<string> AskInAsync(TestBot bot, ConversationAddress thread, string person, string question) =>
        (await SendAsync(bot, thread, person, "ask", new() { ["question"] = question })).ShouldBeOfType<AnswerReply>().Receipt;

    private static Task<Reply> SendAsync(TestBot bot, ConversationAddress thread, string person, string command, Dictionary<string, string> arguments) =>
        bot.Get<CommandDispatcher>().DispatchAsync(
            new CommandRequest(command, arguments, new Person("discord-1", person, Role.Member), new ReplyAddress("test", "thread"))
            {
                Conversation = thread,
                Channel = "general",
            },
            new TestSink(),
            Cancellation);
}
