using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Notices;

namespace ResearchBot.Tests.Ingestion.Loads;

/// <summary>Loads that another process goes on with, and loads that somebody ends.</summary>
public sealed class ResumedLoadTests
{
    private const int Files = 4;

    [Fact]
    public async Task A_load_that_is_left_after_any_turn_goes_on_in_another_process_and_its_end_is_told_once()
    {
        for (var turns = 0; turns <= Files + 2; turns++)
        {
            await using var first = await TestBot.StartAsync();
            Write(first);
            var job = await StoredLoad.QueueAsync(first, "discord-1", "boss", Path.Combine(first.Folder, "docs"));
            for (var turn = 0; turn < turns; turn++)
            {
                (await first.Get<LoadTurns>().TakeAsync(StoredLoad.Cancellation)).ShouldNotBeNull();
            }

            await StoredLoad.LapseAsync(first);
            await using var second = await TestBot.StartAsync(over: first);
            await second.Get<LoadLeases>().ClaimAsync(StoredLoad.Cancellation);
            await StoredLoad.FinishAsync(second);
            await StoredLoad.FinishAsync(second);
            first.Get<LoadTurns>().Look();
            await StoredLoad.FinishAsync(first); // the one that was slow, not dead, does nothing more

            var statuses = await StoredLoad.QueryAsync<string>(first, "SELECT status FROM load_files ORDER BY ordinal");
            statuses.ShouldAllBe(status => status == "Loaded" || status == "Unchanged", $"left after turn {turns}");
            statuses.Count.ShouldBe(Files);
            (await StoredLoad.QueryAsync<long>(first, "SELECT version FROM versions")).ShouldBe(Enumerable.Repeat(1L, Files));
            var notice = (await first.Get<NoticeOutbox>().TakeAsync("test", 10, StoredLoad.Cancellation)).ShouldHaveSingleItem($"left after turn {turns}");
            notice.Text.ShouldContain($"The load {job.Id} is done");
            notice.To.ShouldBe(new ReplyAddress("test", "boss"));
        }
    }

    [Fact]
    public async Task A_load_that_is_held_is_not_taken_over()
    {
        await using var first = await TestBot.StartAsync();
        Write(first);
        await StoredLoad.QueueAsync(first, "discord-1", "boss", Path.Combine(first.Folder, "docs"));
        await using var second = await TestBot.StartAsync(over: first);

        await second.Get<LoadLeases>().ClaimAsync(StoredLoad.Cancellation);

        (await StoredLoad.FinishAsync(second)).ShouldBeEmpty();
        (await StoredLoad.FinishAsync(first)).Count.ShouldBe(Files + 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task What_can_be_opened_no_longer_after_a_restart_has_a_status_that_says_what_to_do(int turns)
    {
        await using var first = await TestBot.StartAsync();
        Write(first);
        var job = await StoredLoad.QueueAsync(first, "discord-1", "boss", Path.Combine(first.Folder, "docs"));
        for (var turn = 0; turn < turns; turn++)
        {
            await first.Get<LoadTurns>().TakeAsync(StoredLoad.Cancellation);
        }

        Directory.Delete(Path.Combine(first.Folder, "docs"), recursive: true);
        await StoredLoad.LapseAsync(first);
        await using var second = await TestBot.StartAsync(over: first);
        await second.Get<LoadLeases>().ClaimAsync(StoredLoad.Cancellation);
        await StoredLoad.FinishAsync(second);

        var shown = (await TypeAsync(second, $"/loads show {job.Id}")).ShouldBeOfType<TableReply>();
        shown.Rows.Count.ShouldBe(turns == 0 ? 1 : Files);
        shown.Rows[0][0].ShouldBe("failed");
        shown.Rows[0][2].ShouldContain("Attach or name it again");
    }

    [Fact]
    public async Task A_load_of_a_process_that_is_gone_gives_way_to_the_same_load_asked_for_again()
    {
        await using var bot = await TestBot.StartAsync();
        Write(bot);
        for (var again = 0; again < 10; again++)
        {
            await StoredLoad.QueueAsync(bot, "discord-1", "boss", Path.Combine(bot.Folder, "docs"));
            await StoredLoad.LapseAsync(bot);
        }

        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM load_jobs WHERE told_at IS NULL")).ShouldBe([1]);
    }

    [Fact]
    public async Task Somebody_who_gives_up_ends_the_load_after_the_file_in_hand()
    {
        await using var bot = await TestBot.StartAsync();
        Write(bot);
        using var stop = new CancellationTokenSource();
        var sink = new StoppingSink(2, stop);
        var request = bot.Get<ResearchBot.Terminal.ConsoleRequests>().Create("load", new Dictionary<string, string>(), [Path.Combine(bot.Folder, "docs")]);

        var message = string.Empty;
        try
        {
            await bot.Get<CommandDispatcher>().DispatchAsync(request, sink, stop.Token);
        }
        catch (OperationCanceledException ended)
        {
            message = ended.Message;
        }

        message.ShouldContain("2 files were done");
        (await StoredLoad.QueryAsync<string>(bot, "SELECT state FROM load_jobs")).ShouldBe(["Cancelled"]);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM documents")).ShouldBe([2]);
        await StoredLoad.FinishAsync(bot);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM notices")).ShouldBe([0], "it was told");
        (await bot.LoadAsync(Path.Combine(bot.Folder, "docs"))).Files.Select(file => file.Status)
            .ShouldBe([FileStatus.Unchanged, FileStatus.Unchanged, FileStatus.Loaded, FileStatus.Loaded]);
    }

    [Fact]
    public async Task An_admin_ends_a_load_that_waits_and_whoever_asked_for_it_is_told()
    {
        await using var bot = await TestBot.StartAsync();
        Write(bot);
        var job = await StoredLoad.QueueAsync(bot, "discord-1", "boss", Path.Combine(bot.Folder, "docs"));
        await bot.Get<LoadTurns>().TakeAsync(StoredLoad.Cancellation);
        await bot.Get<LoadTurns>().TakeAsync(StoredLoad.Cancellation);

        (await TypeAsync(bot, $"/loads cancel {job.Id}")).ShouldBeOfType<DoneReply>().Message.ShouldContain("after the file in hand");
        await StoredLoad.LapseAsync(bot);
        (await TypeAsync(bot, $"/loads cancel {job.Id}")).ShouldBeOfType<DoneReply>().Message.ShouldContain("ends now");
        (await TypeAsync(bot, $"/loads cancel {job.Id}")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("over already: cancelled");
        bot.Get<LoadTurns>().Look();
        await StoredLoad.FinishAsync(bot);

        (await bot.Get<NoticeOutbox>().TakeAsync("test", 10, StoredLoad.Cancellation)).ShouldHaveSingleItem().Text.ShouldContain("It was cancelled");
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM documents")).ShouldBe([1]);
        var row = (await TypeAsync(bot, "/loads list")).ShouldBeOfType<TableReply>().Rows.ShouldHaveSingleItem();
        row.Take(2).ShouldBe([job.Id, "cancelled"]);
    }

    [Fact]
    public async Task While_the_worker_runs_a_load_waits_its_turn_and_replies_when_it_is_done()
    {
        await using var bot = await TestBot.StartAsync();
        Write(bot);
        using var stop = new CancellationTokenSource();
        var working = bot.Get<LoadWorker>().RunAsync(stop.Token);

        var report = await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        report.Files.Select(file => file.Status).ShouldBe(Enumerable.Repeat(FileStatus.Loaded, Files));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(working);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM load_jobs WHERE told_at IS NOT NULL AND state = 'Done'")).ShouldBe([1]);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM notices")).ShouldBe([0]);
    }

    private static void Write(TestBot bot)
    {
        for (var file = 0; file < Files; file++)
        {
            bot.Write($"docs/{file}.txt", $"The mill {file} stands by the river.");
        }
    }

    private static Task<Reply> TypeAsync(TestBot bot, string line) => new TestPlatform(bot).TypeAsync("other", line, role: ResearchBot.Core.Moderation.Role.Admin);

    private sealed class StoppingSink(int after, CancellationTokenSource stop) : IReplySink
    {
        public void Report(IngestionProgress value)
        {
            value.Job.ShouldNotBeNull();
            value.Total.ShouldBe(Files);
            if (value.Done == after)
            {
                stop.Cancel();
            }
        }

        public Task SendAsync(Reply reply, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
