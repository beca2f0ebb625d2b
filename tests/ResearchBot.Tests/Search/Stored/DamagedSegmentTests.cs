using System.Buffers.Binary;
using FsCheck.Fluent;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Index;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Search.Stored;

/// <summary>Whatever a file holds, a start finds what it finds without files.</summary>
public sealed class DamagedSegmentTests
{
    private static readonly int StampEnds = SegmentStamp.Magic.Length + SegmentStamp.Current.Length;

    [Fact]
    public async Task A_flipped_byte_anywhere_makes_the_file_worthless_and_the_next_storing_mends_it()
    {
        await using var bot = await TestBot.StartAsync();
        var (file, whole, expected) = await StoreAsync(bot);
        var places =
            from place in Gen.OneOf(Gen.Choose(0, 400), Gen.Choose(0, whole.Length - 1), Gen.Choose(whole.Length - 33, whole.Length - 1))
            from bits in Gen.Choose(1, 255)
            select (place, bits);
        Properties.HoldsAsync(
            places,
            async flip =>
            {
                var damaged = whole.ToArray();
                damaged[flip.place] ^= (byte)flip.bits;
                await File.WriteAllBytesAsync(file, damaged, TestContext.Current.CancellationToken);
                await ShouldStartAsync(bot, expected, warns: flip.place >= StampEnds); // other code's file is nothing to warn of
                await ShouldBeMendedAsync(bot, expected);
                File.Delete(ManyChunks.Files(bot).ShouldHaveSingleItem());
            },
            TestScale.Of(1_000));
    }

    [Fact]
    public async Task A_file_that_is_cut_or_longer_is_worthless()
    {
        await using var bot = await TestBot.StartAsync();
        var (file, whole, expected) = await StoreAsync(bot);
        int[] lengths = [0, 1, StampEnds, StampEnds + 4, StampEnds + 100, whole.Length / 3, whole.Length - 32, whole.Length - 1, whole.Length + 1];
        foreach (var length in lengths)
        {
            var cut = new byte[length];
            whole.AsSpan(0, Math.Min(length, whole.Length)).CopyTo(cut);
            await File.WriteAllBytesAsync(file, cut, TestContext.Current.CancellationToken);
            await ShouldStartAsync(bot, expected, warns: true);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(2_000_000_000)]
    [InlineData((1L << 60) + 12)]
    public async Task A_length_that_lies_takes_no_memory(long lie)
    {
        await using var bot = await TestBot.StartAsync();
        var (file, whole, expected) = await StoreAsync(bot);
        var fingerprints = BinaryPrimitives.ReadInt64LittleEndian(whole.AsSpan(StampEnds));
        fingerprints.ShouldBe(12);
        var counts = StampEnds + 8 + (int)(fingerprints * 16);
        foreach (var place in new[] { StampEnds, counts, counts + 8 + (int)(fingerprints * 4) })
        {
            var lying = whole.ToArray();
            BinaryPrimitives.WriteInt64LittleEndian(lying.AsSpan(place), lie);
            await File.WriteAllBytesAsync(file, lying, TestContext.Current.CancellationToken);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await ShouldStartAsync(bot, expected, warns: true);
            (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(200_000_000);
        }
    }

    [Fact]
    public async Task A_file_that_goes_while_a_start_lists_the_folder_is_built()
    {
        await using var bot = await TestBot.StartAsync();
        var (file, whole, expected) = await StoreAsync(bot);
        File.Delete(file);
        var files = bot.Get<SegmentFolder>().Files;
        using var process = await IndexProcess.StartAsync(
            bot, files with { List = () => [Path.GetFileNameWithoutExtension(file)] });
        process.Search(ManyChunks.Query).ShouldBe(expected);
        process.Log.Last.ShouldEndWith("0 segments from disk, 1 built");
    }

    [Fact]
    public async Task A_folder_that_takes_nothing_costs_one_warning()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 12);
        bot.Write("data/index", "a file where the folder should be");
        using var process = await IndexProcess.StartAsync(bot);
        await process.StoreAsync();
        await process.StoreAsync();

        process.Log.Warnings.ShouldHaveSingleItem().ShouldStartWith("The index cannot be stored");
        using var plain = await IndexProcess.StartWithoutFilesAsync(bot);
        process.Search(ManyChunks.Query).ShouldBe(plain.Search(ManyChunks.Query));
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_is_deleted_after_an_hour()
    {
        await using var bot = await TestBot.StartAsync();
        var abandoned = bot.Write("data/index/old.tmp", "half");
        var young = bot.Write("data/index/young.tmp", "half, but another process is still at it");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddHours(-2));
        await StoreAsync(bot);

        File.Exists(abandoned).ShouldBeFalse();
        File.Exists(young).ShouldBeTrue();
    }

    [Fact]
    public async Task A_write_that_fails_half_way_leaves_nothing_behind()
    {
        await using var bot = await TestBot.StartAsync();
        Should.Throw<IOException>(() => bot.Get<SegmentFolder>().Files.Write("name", stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device");
        }));
        ManyChunks.Files(bot).ShouldBeEmpty();
    }

    private static async Task<(string File, byte[] Whole, string Expected)> StoreAsync(TestBot bot)
    {
        await ManyChunks.SaveManyAsync(bot, 12);
        using var process = await IndexProcess.StartAsync(bot);
        await process.StoreAsync();
        var file = ManyChunks.Files(bot).Single(path => path.EndsWith(".segment", StringComparison.Ordinal));
        return (file, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), process.Search(ManyChunks.Query));
    }

    private static async Task ShouldBeMendedAsync(TestBot bot, string expected)
    {
        using var process = await IndexProcess.StartAsync(bot);
        process.Log.Last.ShouldBe("Indexed the store: 1 segments from disk, 0 built");
        process.Log.Warnings.ShouldBeEmpty();
        process.Search(ManyChunks.Query).ShouldBe(expected);
    }

    private static async Task ShouldStartAsync(TestBot bot, string expected, bool warns)
    {
        using var process = await IndexProcess.StartAsync(bot);
        process.Log.Last.ShouldBe("Indexed the store: 0 segments from disk, 1 built");
        process.Log.Warnings.Count().ShouldBe(warns ? 1 : 0);
        process.Search(ManyChunks.Query).ShouldBe(expected);
        await process.StoreAsync();
    }
}
