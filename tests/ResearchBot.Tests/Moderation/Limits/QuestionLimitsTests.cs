using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Notices;

namespace ResearchBot.Tests.Moderation.Limits;

public sealed class QuestionLimitsTests
{
    private static readonly LimitsOptions Few = new()
    {
        QuestionsAtOnce = 1,
        QuestionsPerPersonPerMinute = 2,
        QuestionsPerChannelPerMinute = 3,
        QuestionsPerWorkspacePerMinute = 4,
        QuestionsPerPersonPerDay = 5,
    };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 22, 30, 15, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_names_the_limit_and_when_it_is_free_again_and_then_it_is()
    {
        await using var bot = await TestBot.StartAsync();
        var dispatcher = Dispatcher(bot, Few);
        await ServedAsync(dispatcher, "ann", "c1", 2);
        (await RefusedAsync(dispatcher, "ann", "c1")).ShouldBe("You have asked 2 questions in this minute; 2 are allowed. Ask again in 45 s. /limits shows all limits.");
        await ServedAsync(dispatcher, "bob", "c1", 1);
        (await RefusedAsync(dispatcher, "bob", "c1")).ShouldStartWith("Members have asked in this channel 3 questions in this minute; 3 are allowed.");
        await ServedAsync(dispatcher, "bob", "c2", 1);
        (await RefusedAsync(dispatcher, "eve", "c2")).ShouldStartWith("Members have asked in this workspace 4 questions in this minute; 4 are allowed.");
        (await RefusedAsync(dispatcher, "eve", null)).ShouldContain("in this workspace");
        (await AskAsync(dispatcher, "mo", "c1", Role.Moderator)).ShouldBeOfType<SearchReply>();
        (await AskAsync(dispatcher, "ann", "c1", workspace: "slack-2")).ShouldBeOfType<SearchReply>();

        _time.Advance(TimeSpan.FromSeconds(45));
        await ServedAsync(dispatcher, "ann", "c1", 2);
        _time.Advance(TimeSpan.FromMinutes(1));
        await ServedAsync(dispatcher, "ann", "c1", 1);
        (await RefusedAsync(dispatcher, "ann", "c1")).ShouldBe("You have asked 5 questions today; 5 are allowed. Ask again after 00:00 UTC, in 1 h 28 min. /limits shows all limits.");
        _time.Advance(TimeSpan.FromMinutes(89));
        await ServedAsync(dispatcher, "ann", "c1", 1);
    }

    [Fact]
    public async Task A_restart_gives_nobody_a_new_day()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        var log = new AnswerLog(bot.Get<Database>(), _time);
        var answer = await bot.AskAsync("Who is Shay Khatiri?");
        for (var i = 0; i < 4; i++)
        {
            await log.SaveAsync(
                new AnswerRecord($"r{i}", "test", new Audience("discord-1", "c1", null, []), null, "ann", new Question("q", "q"), answer), Cancellation);
        }

        var dispatcher = Dispatcher(bot, Few);
        await ServedAsync(dispatcher, "ann", "c1", 1);
        (await RefusedAsync(dispatcher, "ann", "c1")).ShouldContain("5 questions today");
        await ServedAsync(dispatcher, "bob", "c1", 1);
    }

    [Fact]
    public async Task Limits_shows_what_holds_what_was_used_and_what_waits()
    {
        await using var bot = await TestBot.StartAsync();
        var dispatcher = Dispatcher(bot, Few);
        await ServedAsync(dispatcher, "ann", "c1", 1);
        await ServedAsync(dispatcher, "bob", "c1", 2);
        var shown = (await AskAsync(dispatcher, "ann", "c1", command: "limits")).ShouldBeOfType<TableReply>();
        shown.Rows.Select(row => string.Join(' ', row)).ShouldBe(
        [
            "you a minute 1 2 22:31 UTC",
            "you a day 1 5 00:00 UTC",
            "channel a minute 3 3 22:31 UTC",
            "channel a day 3 3,000 00:00 UTC",
            "workspace a minute 3 4 22:31 UTC",
            "workspace a day 3 10,000 00:00 UTC",
            "everybody this moment, answered 0 1 ",
            "everybody this moment, waiting 0 1,000 ",
            "workspace this moment, waiting 0 200 ",
            "you this moment, waiting 0 5 ",
        ]);
        (await AskAsync(dispatcher, "mo", "c1", Role.Moderator, command: "limits")).ShouldBeOfType<TableReply>().Title.ShouldContain("not limited, since you are a moderator");
    }

    [Fact]
    public async Task Steering_and_help_never_wait_behind_questions_and_a_full_queue_costs_nobody_a_question()
    {
        await using var bot = await TestBot.StartAsync();
        var queue = new QuestionQueue(Options.Create(new LimitsOptions { QuestionsAtOnce = 1, WaitingQuestionsPerPerson = 1 }), ChatBudget.None, _time);
        var dispatcher = Dispatcher(bot, Few, queue);
        using var running = await queue.EnterAsync("discord-9", "somebody", Cancellation);
        var waiting = AskAsync(dispatcher, "ann", "c1");
        while (queue.StateFor("discord-1", "ann").OfPerson == 0 && !waiting.IsCompleted)
        {
            await Task.Yield();
        }

        (await RefusedAsync(dispatcher, "ann", "c1")).ShouldContain("1 of your questions waiting");
        (await AskAsync(dispatcher, "mo", "c1", Role.Moderator, command: "pause")).ShouldBeOfType<DoneReply>();
        (await AskAsync(dispatcher, "mo", "c1", Role.Moderator, command: "resume")).ShouldBeOfType<DoneReply>();
        (await AskAsync(dispatcher, "ann", "c1", command: "help")).ShouldBeOfType<HelpReply>();
        var shown = (await AskAsync(dispatcher, "ann", "c1", command: "limits")).ShouldBeOfType<TableReply>();
        shown.Rows[0][2].ShouldBe("1", "the refused one was not counted");
        waiting.IsCompleted.ShouldBeFalse();
        running.Dispose();
        (await waiting).ShouldBeOfType<SearchReply>();
    }

    private CommandDispatcher Dispatcher(TestBot bot, LimitsOptions settings, QuestionQueue? queue = null)
    {
        var limits = new QuestionLimits(Options.Create(settings), new AnswerLog(bot.Get<Database>(), _time), _time);
        queue ??= new QuestionQueue(Options.Create(settings), ChatBudget.None, _time);
        var catalog = new CommandCatalog(bot.Get<CommandCatalog>().Commands
            .Select(command => command.Name == "limits" ? new LimitsCommand(limits, queue, bot.Get<ModelBudget>(), new ChatSetup(null)) : command));
        return new CommandDispatcher(
            catalog, bot.Get<Admission>(), new QuestionAdmission(limits, queue), bot.Get<AuditLog>(), bot.Get<IStoreEngine>(), _time, NullLogger<CommandDispatcher>.Instance);
    }

    private static async Task ServedAsync(CommandDispatcher dispatcher, string person, string channel, int times)
    {
        for (; times > 0; times--)
        {
            (await AskAsync(dispatcher, person, channel)).ShouldBeOfType<SearchReply>();
        }
    }

    private static async Task<string> RefusedAsync(CommandDispatcher dispatcher, string person, string? channel) =>
        (await AskAsync(dispatcher, person, channel)).ShouldBeOfType<ErrorReply>().Message;

    private static Task<Reply> AskAsync(
        CommandDispatcher dispatcher, string person, string? channel, Role role = Role.Member, string command = "search", string workspace = "discord-1") =>
        dispatcher.DispatchAsync(
            new CommandRequest(command, new Dictionary<string, string> { ["query"] = "mill" }, new Person(workspace, person, role), new ReplyAddress("test", "here"))
            {
                Channel = channel,
                IsPrivate = command is "limits" or "help",
            },
            new TestSink(),
            Cancellation);
}
