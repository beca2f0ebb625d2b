using System.Data.Common;
using Microsoft.Data.Sqlite;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Platforms;

namespace ResearchBot.Tests.Platforms;

public sealed class PlatformLeaseTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly TestLog _log = new();

    [Fact]
    public async Task One_holds_it_for_as_long_as_it_works_and_hands_it_over_at_its_end()
    {
        await using var bot = await TestBot.StartAsync();
        var (one, other) = (new Holder(), new Holder());
        var first = Hold(bot, one);
        var second = Hold(bot, other);
        for (var i = 0; i < 300; i++)
        {
            await PassAsync(_time, 1);
            (one.IsWorking, other.IsWorking).ShouldBe((true, false));
        }

        _log.Warnings.ShouldHaveSingleItem().ShouldContain("Another process holds discord");
        one.Finish.SetResult();
        await first;
        await PassAsync(_time, 2);
        (one.IsWorking, other.IsWorking).ShouldBe((false, true));
        other.Finish.SetResult();
        await second;
    }

    [Fact]
    public async Task It_passes_on_when_its_holder_dies_and_a_holder_that_wakes_again_stops_at_once()
    {
        await using var bot = await TestBot.StartAsync();
        var stopped = new FakeTimeProvider(Start);
        var (dead, other) = (new Holder(), new Holder());
        var first = Hold(bot, dead, time: stopped);
        var second = Hold(bot, other);
        for (var i = 0; i < 30; i++)
        {
            other.IsWorking.ShouldBeFalse($"after {i} s");
            await PassAsync(_time, 1);
        }

        await PassAsync(_time, 3);
        other.IsWorking.ShouldBeTrue();

        await PassAsync(stopped, 10);
        await dead.Stopped.Task;
        other.Finish.SetResult();
        await second;
        while (dead.Begun < 2) // it waits, and has it again
        {
            await PassAsync(stopped, 2);
        }

        dead.Finish.SetResult();
        await first;
    }

    /// <summary>The holder was killed an hour later by its clock than it is now.</summary>
    [Fact]
    public async Task A_clock_that_was_set_back_keeps_nobody_out()
    {
        await using var bot = await TestBot.StartAsync();
        var (dead, other) = (new Holder(), new Holder());
        var first = Hold(bot, dead, time: new FakeTimeProvider(Start.AddHours(1)));
        var second = Hold(bot, other);
        for (var i = 0; i < 36 && !other.IsWorking; i++)
        {
            await PassAsync(_time, 1);
        }

        other.IsWorking.ShouldBeTrue();
        other.Finish.SetResult();
        await second;
        dead.Cancel.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(first);
    }

    [Fact]
    public async Task Who_cannot_renew_it_stops_before_anybody_else_may_begin()
    {
        await using var bot = await TestBot.StartAsync();
        using var store = new BreakableStore(bot.Get<DbDataSource>());
        var (cut, other) = (new Holder(), new Holder());
        var first = Hold(bot, cut, store);
        var second = Hold(bot, other);
        store.IsBroken = true;
        var stoppedAt = 0;
        for (var passed = 1; passed <= 40 && !other.IsWorking; passed++)
        {
            await PassAsync(_time, 1);
            (cut.IsWorking && other.IsWorking).ShouldBeFalse($"after {passed} s");
            stoppedAt = cut.IsWorking ? passed + 1 : stoppedAt;
        }

        other.IsWorking.ShouldBeTrue();
        stoppedAt.ShouldBe(25);
        cut.Cancel.Cancel();
        other.Finish.SetResult();
        await second;
        await Should.ThrowAsync<OperationCanceledException>(first);
    }

    [Fact]
    public async Task A_caller_who_stops_keeps_it_until_the_work_has_ended()
    {
        await using var bot = await TestBot.StartAsync();
        var (slow, other) = (new Holder { EndsSlowly = true }, new Holder());
        var first = Hold(bot, slow);
        var second = Hold(bot, other);
        slow.Cancel.Cancel();
        for (var i = 0; i < 60; i++)
        {
            await PassAsync(_time, 1);
            other.IsWorking.ShouldBeFalse();
        }

        slow.Finish.SetResult();
        await first;
        await PassAsync(_time, 2);
        other.IsWorking.ShouldBeTrue();
        other.Finish.SetResult();
        await second;
    }

    [Fact]
    public async Task Other_names_and_faults_of_the_work_are_their_own()
    {
        await using var bot = await TestBot.StartAsync();
        var one = new Holder();
        var first = Hold(bot, one);
        await Should.ThrowAsync<InvalidTimeZoneException>(Lease(bot.Get<DbDataSource>(), _time).HoldAsync(
            "slack", _ => throw new InvalidTimeZoneException(), TestContext.Current.CancellationToken));
        one.Finish.SetResult();
        await first;
    }

    private PlatformLease Lease(DbDataSource store, TimeProvider time) => new(new Database(store), time, _log.For<PlatformLease>());

    /// <summary>Outside of the test's synchronization context, where all goes on at once that comes due.</summary>
    private Task Hold(TestBot bot, Holder holder, DbDataSource? store = null, TimeProvider? time = null)
    {
        var held = Task.Run(() => holder.Held = Lease(store ?? bot.Get<DbDataSource>(), time ?? _time).HoldAsync("discord", holder.WorkAsync, holder.Cancel.Token));
        SpinWait.SpinUntil(() => holder.Held is not null, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        return held;
    }

    private static Task PassAsync(FakeTimeProvider time, int seconds) => Task.Run(() => time.Advance(TimeSpan.FromSeconds(seconds)));

    private sealed class Holder
    {
        public TaskCompletionSource Finish { get; } = new();

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Cancel { get; } = new();

        public Task? Held { get; set; }

        public bool EndsSlowly { get; init; }

        public bool IsWorking { get; private set; }

        public int Begun { get; private set; }

        public async Task WorkAsync(CancellationToken cancellationToken)
        {
            IsWorking = true;
            Begun++;
            try
            {
                await (EndsSlowly ? Finish.Task : Finish.Task.WaitAsync(cancellationToken));
            }
            finally
            {
                IsWorking = false;
                Stopped.TrySetResult();
            }
        }
    }

    private sealed class BreakableStore(DbDataSource store) : DbDataSource
    {
        public bool IsBroken { get; set; }

        public override string ConnectionString => store.ConnectionString;

        protected override DbConnection CreateDbConnection() => IsBroken ? throw new SqliteException("disk I/O error", 10) : store.CreateConnection();
    }
}
