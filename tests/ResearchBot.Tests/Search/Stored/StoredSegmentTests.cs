using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Search.Stored;

public sealed class StoredSegmentTests
{
    private static readonly CollectionId Rival = new("rival", "team");

    [Fact]
    public async Task A_start_takes_what_is_stored_and_finds_to_the_last_bit_what_a_built_index_finds()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 12);
        await ManyChunks.SaveManyAsync(bot, 11, Rival);
        using var built = await StartAndStoreAsync(bot);

        using var stored = await IndexProcess.StartAsync(bot);
        using var one = new IndexProcess(bot);
        await one.IndexForAsync(ManyChunks.Query);

        built.Log.Last.ShouldBe("Indexed the store: 0 segments from disk, 2 built");
        stored.Log.Last.ShouldBe("Indexed the store: 2 segments from disk, 0 built");
        one.Log.Last.ShouldBe("Indexed the store: 2 segments from disk, 0 built");
        stored.Search(ManyChunks.Query).ShouldBe(built.Search(ManyChunks.Query));
        stored.Search("quagga ledgers 12").ShouldBe(built.Search("quagga ledgers 12"));
        one.Search(ManyChunks.Query).ShouldBe(built.Search(ManyChunks.Query));
        ManyChunks.Files(bot).Length.ShouldBe(2);
    }

    [Fact]
    public async Task What_changed_is_built_what_is_gone_is_dead_and_the_rest_is_taken()
    {
        await using var bot = await TestBot.StartAsync();
        var ids = await ManyChunks.SaveManyAsync(bot, 20);
        (await StartAndStoreAsync(bot)).Dispose();
        await ManyChunks.SaveAsync(bot, "003.txt", 103);
        await ManyChunks.SaveAsync(bot, "new.txt", 104);
        await ManyChunks.RemoveAsync(bot, ids[5]);

        await ShouldStartAsync(bot, "1 segments from disk, 1 built");
    }

    [Theory]
    [InlineData(10, "1 segments from disk, 0 built")]
    [InlineData(11, "0 segments from disk, 1 built")]
    public async Task A_file_of_which_more_than_half_is_dead_is_built_anew(int removed, string expected)
    {
        await using var bot = await TestBot.StartAsync();
        var ids = await ManyChunks.SaveManyAsync(bot, 20);
        (await StartAndStoreAsync(bot)).Dispose();
        foreach (var id in ids[..removed])
        {
            await ManyChunks.RemoveAsync(bot, id);
        }

        await ShouldStartAsync(bot, expected);
    }

    [Fact]
    public async Task A_document_in_two_files_counts_once()
    {
        await using var bot = await TestBot.StartAsync();
        var ids = await ManyChunks.SaveManyAsync(bot, 24);
        using var process = await StartAndStoreAsync(bot);
        var versions = await bot.Get<ChangeFeed>().OpenCurrentAsync(ids[..12], TestContext.Current.CancellationToken);
        var part = IndexSegment.Build(versions);
        bot.Get<ResearchBot.Index.SegmentFolder>().Files.Write(StoredSegment.NameOf(part), stream => StoredSegment.Write(part, stream));
        ManyChunks.Files(bot).Length.ShouldBe(2);

        await ShouldStartAsync(bot, "1 segments from disk, 0 built");
    }

    [Fact]
    public async Task After_the_next_storing_no_file_holds_a_removed_document()
    {
        await using var bot = await TestBot.StartAsync();
        var ids = await ManyChunks.SaveManyAsync(bot, 12);
        using var process = await StartAndStoreAsync(bot);
        var before = ManyChunks.Files(bot).ShouldHaveSingleItem();

        await ManyChunks.RemoveAsync(bot, ids[4]);
        await process.CatchUpAsync();
        var found = process.Search(ManyChunks.Query);
        await process.StoreAsync();

        process.Search(ManyChunks.Query).ShouldBe(found);
        ManyChunks.Files(bot).ShouldHaveSingleItem().ShouldNotBe(before);
        await ShouldStartAsync(bot, "1 segments from disk, 0 built");
    }

    [Fact]
    public async Task Small_segments_are_not_stored_and_neither_is_an_index_for_one_query()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, (SegmentStore.LeastChunks / ManyChunks.Each) - 1);
        (await StartAndStoreAsync(bot)).Dispose();
        ManyChunks.Files(bot).ShouldBeEmpty();

        await ManyChunks.SaveAsync(bot, "last.txt", 77);
        using var one = new IndexProcess(bot);
        await one.IndexForAsync(ManyChunks.Query);
        await one.StoreAsync();
        ManyChunks.Files(bot).ShouldBeEmpty();

        (await StartAndStoreAsync(bot)).Dispose();
        ManyChunks.Files(bot).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nothing_is_written_again_where_nothing_changed()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 12);
        (await StartAndStoreAsync(bot)).Dispose();
        var written = 0;
        var files = bot.Get<ResearchBot.Index.SegmentFolder>().Files;

        using var process = await IndexProcess.StartAsync(bot, files with { Write = (_, _) => written++ });
        await process.StoreAsync();

        written.ShouldBe(0);
    }

    [Fact]
    public async Task Two_processes_that_hold_other_segments_of_one_store_do_each_other_no_harm()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 12);
        using var first = await StartAndStoreAsync(bot);
        using var second = await StartAndStoreAsync(bot);
        for (var round = 0; round < 4; round++)
        {
            await ManyChunks.SaveAsync(bot, $"{round:000}.txt", 200 + round);
            await Task.WhenAll(StepAsync(first), StepAsync(second));
            first.Search(ManyChunks.Query).ShouldBe(second.Search(ManyChunks.Query));
        }

        first.Log.Warnings.Concat(second.Log.Warnings).ShouldBeEmpty();
        using var third = await ShouldStartAsync(bot, expected: null);

        static async Task StepAsync(IndexProcess process)
        {
            await process.CatchUpAsync();
            await process.StoreAsync();
        }
    }

    private static async Task<IndexProcess> StartAndStoreAsync(TestBot bot)
    {
        var process = await IndexProcess.StartAsync(bot);
        await process.StoreAsync();
        process.Log.Warnings.ShouldBeEmpty();
        return process;
    }

    private static async Task<IndexProcess> ShouldStartAsync(TestBot bot, string? expected)
    {
        var process = await IndexProcess.StartAsync(bot);
        using var plain = await IndexProcess.StartWithoutFilesAsync(bot);
        process.Log.Warnings.ShouldBeEmpty();
        process.Log.Last.ShouldEndWith(expected ?? string.Empty);
        process.Search(ManyChunks.Query).ShouldBe(plain.Search(ManyChunks.Query));
        return process;
    }
}
