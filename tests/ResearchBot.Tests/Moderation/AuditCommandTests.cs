using System.Data.Common;
using Dapper;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation;

public sealed class AuditCommandTests
{
    [Fact]
    public async Task Who_did_what_is_shown_with_its_outcome_and_without_questions()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("ann", "Who stole the canary?");
        await platform.TypeAsync("ann", "/search canary");
        await platform.TypeAsync("ann", "/block discord:bob");
        await platform.TypeAsync("mo", "/block bob", role: Role.Moderator);
        await platform.TypeAsync("mo", "/block discord:bob --reason \"Floods\u001b[2J the\nchannel.\"", role: Role.Moderator);
        await new TestPlatform(bot, "slack-2").TypeAsync("mo", "/pause", role: Role.Moderator);

        var rows = (await platform.TypeAsync("mo", "/audit", role: Role.Moderator)).ShouldBeOfType<TableReply>().Rows;
        rows.Select(row => string.Join('|', row.Skip(1).Take(4))).ShouldBe(
            ["mo|general|block|person=discord:bob reason=Floods\uFFFD[2J the channel.", "mo|general|block|person=bob"], ignoreOrder: true);
        rows.Select(row => row[5].Split(' ')[0]).ShouldBe(["done", "refused"], ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_was_not_admitted_leaves_no_entry()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        foreach (var command in bot.Get<CommandCatalog>().Commands.Where(command => command.Role > Role.Member))
        {
            (await platform.TypeAsync("ann", "/" + command.Example)).ShouldBeOfType<ErrorReply>();
        }

        (await StoreRows.ReadAsync(bot)).ShouldNotContain(row => row.StartsWith("audit ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_cancelled_is_kept_too()
    {
        await using var bot = await TestBot.StartAsync();
        using var cancelled = new CancellationTokenSource();
        var request = bot.Get<ConsoleRequests>().Create("load", new Dictionary<string, string>(), []) with { Sources = [new CancellingSource(cancelled)] };
        await Should.ThrowAsync<OperationCanceledException>(() => bot.Get<CommandDispatcher>().DispatchAsync(request, new TestSink(), cancelled.Token));

        (await bot.RunAsync("audit", [])).ShouldBeOfType<TableReply>().Rows.ShouldHaveSingleItem().Skip(3).ShouldBe(["load", "held", "cancelled"]);
    }

    [Fact]
    public async Task A_store_that_takes_no_entry_hides_nothing_from_the_person()
    {
        await using var bot = await TestBot.StartAsync();
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("DROP TABLE audit");
        (await bot.RunAsync("pause", [])).ShouldBeOfType<DoneReply>();
    }

    [Fact]
    public async Task Arguments_that_a_command_does_not_declare_and_long_ones_are_not_kept_whole()
    {
        await using var bot = await TestBot.StartAsync();
        var arguments = new Dictionary<string, string> { ["person"] = new string('x', 9_999), ["question"] = "Who stole the canary?" };
        await bot.RunAsync("block", arguments);

        var kept = (await bot.RunAsync("audit", [])).ShouldBeOfType<TableReply>().Rows.ShouldHaveSingleItem()[4];
        kept.ShouldNotContain("canary");
        kept.Length.ShouldBeLessThan(1_100);
    }

    [Fact]
    public async Task Free_text_is_not_kept_even_of_a_command_that_declares_it()
    {
        await using var bot = await TestBot.StartAsync();
        var request = bot.Get<ConsoleRequests>().Parse("/search who stole the canary --top 3", ConsoleRequests.NewConversation());
        AuditedArguments.Of(bot.Get<CommandCatalog>().Find("search")!, request).ShouldBe("top=3");
    }

    [Fact]
    public async Task Entries_come_newest_first_as_far_back_and_as_many_as_asked()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var days in new[] { 40, 1, 20, 3 })
        {
            var log = new AuditLog(bot.Get<Database>(), new EarlierTime(days));
            await log.WriteAsync(
                new AuditEntry("default", days == 3 ? "ann" : "mo", null, "pause", $"{days}", "done"), TestContext.Current.CancellationToken);
        }

        (await DaysAsync([])).ShouldBe(["1", "3", "20"]);
        (await DaysAsync(new() { ["days"] = "60" })).ShouldBe(["1", "3", "20", "40"]);
        (await DaysAsync(new() { ["top"] = "2" })).ShouldBe(["1", "3"]);
        (await DaysAsync(new() { ["person"] = "mo", ["days"] = "15" })).ShouldBe(["1"]);

        async Task<IEnumerable<string>> DaysAsync(Dictionary<string, string> arguments) =>
            (await bot.RunAsync("audit", arguments)).ShouldBeOfType<TableReply>().Rows.Select(row => row[4]);
    }

    [Theory]
    [InlineData("top", "1001")]
    [InlineData("days", "2147483647")]
    [InlineData("days", "0")]
    public async Task What_is_out_of_bounds_is_told(string option, string value)
    {
        await using var bot = await TestBot.StartAsync();
        var error = (await bot.RunAsync("audit", new() { [option] = value })).ShouldBeOfType<ErrorReply>();
        error.Message.ShouldContain(option);
        error.IsFailure.ShouldBeFalse();
    }

    /// <summary>A folder whose reader goes away while it is listed.</summary>
    private sealed class CancellingSource(CancellationTokenSource cancelled) : DocumentSource
    {
        public override string Root => "held";

        public override SourceAddress Address => new("path", "held");

        public override bool IsComplete => true;

        public override async Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken)
        {
            await cancelled.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return [];
        }
    }

    private sealed class EarlierTime(int days) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(-days);
    }
}
