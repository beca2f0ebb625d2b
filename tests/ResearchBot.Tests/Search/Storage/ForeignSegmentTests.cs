using System.Data.Common;
using Dapper;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Storage;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Search.Storage;

/// <summary>Whole files that stand for other documents than the store's.</summary>
public sealed class ForeignSegmentTests
{
    private static readonly CollectionId Rival = new("rival", "team");

    [Fact]
    public async Task A_file_from_another_data_folder_is_not_taken_and_goes()
    {
        await using var here = await StoredAsync();
        await using var there = await StoredAsync();
        var foreign = ManyChunks.Files(there).ShouldHaveSingleItem();
        File.Delete(ManyChunks.Files(here).ShouldHaveSingleItem());
        var copied = Path.Combine(here.Folder, "data", "index", Path.GetFileName(foreign));
        File.Copy(foreign, copied);

        await ShouldBuildAsync(here);
        File.Exists(copied).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_of_a_copy_of_the_folder_that_went_another_way_is_not_taken()
    {
        await using var bot = await StoredAsync();
        var versions = await OpenAsync(bot);
        var otherText = versions.Select(version => version with { Text = version.Text.Replace("amber", "umber", StringComparison.Ordinal) }).ToArray();
        Replace(bot, otherText); // the same ids, version numbers and chunks

        await ShouldBuildAsync(bot);
    }

    [Fact]
    public async Task A_file_of_the_same_words_in_another_collection_is_not_taken()
    {
        await using var bot = await StoredAsync();
        var versions = await OpenAsync(bot);
        Replace(bot, [.. versions.Select(version => version with { Document = version.Document with { Collection = Rival } })]);

        await ShouldBuildAsync(bot);
    }

    [Fact]
    public async Task A_file_under_another_name_is_what_it_holds()
    {
        await using var bot = await StoredAsync();
        var file = ManyChunks.Files(bot).ShouldHaveSingleItem();
        File.Move(file, Path.Combine(Path.GetDirectoryName(file)!, "other.segment"));

        using var process = await IndexProcess.StartAsync(bot);
        process.Log.Last.ShouldBe("Indexed the store: 1 segments from disk, 0 built");
        await process.StoreAsync();
        ManyChunks.Files(bot).ShouldBe([file]);
    }

    private static async Task<TestBot> StoredAsync()
    {
        var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 12);
        using var process = await IndexProcess.StartAsync(bot);
        await process.StoreAsync();
        return bot;
    }

    private static async Task<IReadOnlyList<DocumentVersion>> OpenAsync(TestBot bot)
    {
        var ids = await bot.Get<DocumentStore>().ListAsync(await bot.ReadableAsync("default"), TestContext.Current.CancellationToken);
        return await bot.Get<ChangeFeed>().OpenCurrentAsync([.. ids.Select(one => one.Document.Id)], TestContext.Current.CancellationToken);
    }

    private static void Replace(TestBot bot, IReadOnlyList<DocumentVersion> versions)
    {
        File.Delete(ManyChunks.Files(bot).ShouldHaveSingleItem());
        var segment = IndexSegment.Build(versions);
        bot.Get<ISegmentFiles>().Write(StoredSegment.NameOf(segment), stream => StoredSegment.Write(segment, stream));
    }

    private static async Task ShouldBuildAsync(TestBot bot)
    {
        using var process = await IndexProcess.StartAsync(bot);
        using var plain = await IndexProcess.StartWithoutFilesAsync(bot);
        process.Log.Last.ShouldBe("Indexed the store: 0 segments from disk, 1 built");
        process.Log.Warnings.ShouldBeEmpty();
        process.Search(ManyChunks.Query).ShouldBe(plain.Search(ManyChunks.Query));
        await process.StoreAsync();
    }
}
