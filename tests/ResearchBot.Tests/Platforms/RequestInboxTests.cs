using System.Data.Common;
using Dapper;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Privacy;
using ResearchBot.Tests.Retention;

namespace ResearchBot.Tests.Platforms;

public sealed class RequestInboxTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_begun_once_however_often_and_by_however_many_it_is_handed_over()
    {
        await using var bot = await TestBot.StartAsync();
        await using var other = await TestBot.StartAsync(over: bot);
        var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => BeginAsync(i % 2 == 0 ? bot : other, "7"), Cancellation)));
        begun.Count(first => first).ShouldBe(1);
        (await BeginAsync(bot, "8")).ShouldBeTrue();
        (await bot.Get<RequestInbox>().BeginAsync("slack", "7", "slack-1", "slack:ann", "p", Cancellation)).ShouldBeTrue("another platform's");
        await bot.Get<RequestInbox>().DoneAsync("discord", "7", "1/2", null, Cancellation);
        (await BeginAsync(bot, "7")).ShouldBeFalse("a replay after it was done");
    }

    [Fact]
    public async Task What_was_begun_and_not_done_is_open_with_its_payload_for_the_next_process()
    {
        await using var bot = await TestBot.StartAsync();
        var inbox = bot.Get<RequestInbox>();
        await BeginAsync(bot, "1");
        await BeginAsync(bot, "2");
        await BeginAsync(bot, "3");
        await inbox.DoneAsync("discord", "1", "5/6", "receipt", Cancellation);
        await inbox.GiveBackAsync("discord", "3", Cancellation);
        await inbox.GiveBackAsync("discord", "1", Cancellation); // which is done

        (await inbox.OpenAsync("discord", Hour, Cancellation)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            open => open.Id.ShouldBe("2"), open => open.Payload.ShouldBe("{\"question\":\"wordofthepayload2\"}"), open => open.Workspace.ShouldBe("discord-1"),
            open => open.Person.ShouldBe("discord:ann"), open => open.IsDone.ShouldBeFalse());
        (await inbox.OpenAsync("discord", TimeSpan.Zero, Cancellation)).ShouldBeEmpty();
        (await inbox.OpenAsync("slack", Hour, Cancellation)).ShouldBeEmpty();
        (await BeginAsync(bot, "3")).ShouldBeTrue("it was given back");
    }

    [Fact]
    public async Task What_is_done_tells_its_reply_and_keeps_no_payload()
    {
        await using var bot = await TestBot.StartAsync();
        await BeginAsync(bot, "1");
        await bot.Get<RequestInbox>().DoneAsync("discord", "1", "5/6+7", "receipt", Cancellation);
        (await bot.Get<RequestInbox>().FindAsync("discord", "1", Cancellation)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            done => done.IsDone.ShouldBeTrue(), done => done.Payload.ShouldBeEmpty(), done => done.ReplyAddress.ShouldBe("5/6+7"), done => done.AnswerId.ShouldBe("receipt"));
        (await bot.Get<RequestInbox>().FindAsync("discord", "2", Cancellation)).ShouldBeNull();
        (await StoreTraces.InRowsAsync(bot, "wordofthepayload")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Old_events_go_by_retention_and_a_person_s_when_they_are_forgotten()
    {
        await using var bot = await TestBot.StartAsync();
        await BeginAsync(bot, "old");
        await using (var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("UPDATE received_requests SET received_at = 0");
        }

        await BeginAsync(bot, "new");
        await bot.Get<RetentionSweep>().RunAsync(workspace: null, dryRun: false, Cancellation);
        (await bot.Get<RequestInbox>().FindAsync("discord", "old", Cancellation)).ShouldBeNull();
        (await bot.Get<RequestInbox>().FindAsync("discord", "new", Cancellation)).ShouldNotBeNull();

        (await new TestPlatform(bot).TypeAsync("discord:ann", "/forget me --yes", channel: null)).ShouldBeOfType<DoneReply>();
        (await bot.Get<RequestInbox>().FindAsync("discord", "new", Cancellation)).ShouldBeNull();
    }

    private static Task<bool> BeginAsync(TestBot bot, string id) =>
        bot.Get<RequestInbox>().BeginAsync("discord", id, "discord-1", "discord:ann", $"{{\"question\":\"wordofthepayload{id}\"}}", Cancellation);
}
