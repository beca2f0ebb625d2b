using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Ingestion;

public sealed class LoadTests
{
    [Fact]
    public async Task The_same_content_is_unchanged_and_new_content_is_a_new_version()
    {
        await using var bot = await TestBot.StartAsync();
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        var first = (await bot.LoadAsync(path)).Files.ShouldHaveSingleItem();
        (await bot.LoadAsync(path)).Files.ShouldHaveSingleItem().Status.ShouldBe(FileStatus.Unchanged);

        bot.Write("docs/a.txt", "The mill stands on the hill.");
        var second = (await bot.LoadAsync(path)).Files.ShouldHaveSingleItem();

        second.Status.ShouldBe(FileStatus.Loaded);
        second.DocumentId.ShouldBe(first.DocumentId);
        second.Version.ShouldBe(2);
        (await bot.AskAsync("Where does the mill stand?")).Statements[0].Text.ShouldBe("The mill stands on the hill.");
        var old = (DocumentReply)await bot.RunAsync("documents show", new() { ["id"] = first.DocumentId!, ["version"] = "1" });
        old.Version.Text.ShouldBe("The mill stands by the river.");
    }

    [Fact]
    public async Task A_file_and_the_folder_around_it_are_the_same_document()
    {
        await using var bot = await TestBot.StartAsync();
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        await bot.LoadAsync(path);
        (await bot.LoadAsync(Path.Combine(bot.Folder, "docs"))).Files.ShouldHaveSingleItem().Status.ShouldBe(FileStatus.Unchanged);
    }

    [Fact]
    public async Task A_file_named_twice_is_loaded_once_and_two_files_with_one_key_are_not_mixed()
    {
        await using var bot = await TestBot.StartAsync();
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        var other = bot.Write("more/a.txt", "The bakery stands by the church.");
        (await bot.LoadAsync(Path.Combine(bot.Folder, "docs"), path)).Files.ShouldHaveSingleItem().Status.ShouldBe(FileStatus.Loaded);
        (await bot.LoadAsync(path, other)).Files.Select(file => file.Status).ShouldBe([FileStatus.Unchanged, FileStatus.Refused]);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_reported_and_removed_only_when_asked()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/a.txt", "The mill stands by the river.");
        var gone = bot.Write("docs/b.txt", "The bakery stands by the church.");
        var folder = Path.Combine(bot.Folder, "docs");
        await bot.LoadAsync(folder);
        File.Delete(gone);

        (await bot.LoadAsync(folder)).Gone.ShouldHaveSingleItem().Removed.ShouldBeFalse();
        (await bot.AskAsync("Where does the bakery stand?")).Statements.ShouldNotBeEmpty();

        var pruned = (LoadReply)await bot.RunAsync("load", new() { ["prune"] = "" }, folder);
        pruned.Report.Gone.ShouldHaveSingleItem().Removed.ShouldBeTrue();
        (await bot.AskAsync("Where does the bakery stand?")).Statements.ShouldNotContain(statement => statement.Text.Contains("bakery"));
    }

    [Theory]
    [InlineData(9, 9, false)]
    [InlineData(1, 1, false)]
    [InlineData(9, 4, false)]
    [InlineData(9, 3, true)]
    [InlineData(4, 3, true)]
    public async Task Pruning_asks_where_so_much_is_gone_that_the_folder_may_be(int files, int gone, bool isPruned)
    {
        await using var bot = await TestBot.StartAsync();
        for (var i = 0; i < files; i++)
        {
            bot.Write($"docs/{i}.txt", $"The mill number {i} stands by the river.");
        }

        var folder = Path.Combine(bot.Folder, "docs");
        await bot.LoadAsync(folder);
        for (var i = 0; i < gone; i++)
        {
            File.Delete(Path.Combine(folder, $"{i}.txt"));
        }

        var reply = (LoadReply)await bot.RunAsync("load", new() { ["prune"] = "" }, folder);
        reply.Report.Gone.Count.ShouldBe(gone);
        reply.Report.Gone.ShouldAllBe(one => one.Removed == isPruned);
        ResearchBot.Terminal.ReplyText.Lines(reply).Any(line => line.Contains("--prune --yes")).ShouldBe(!isPruned);

        var again = (LoadReply)await bot.RunAsync("load", new() { ["prune"] = "", ["yes"] = "" }, folder);
        again.Report.Gone.Count(one => one.Removed).ShouldBe(isPruned ? 0 : gone);
    }

    [Fact]
    public async Task Another_folder_with_files_of_its_own_takes_nothing_away()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("one/a.txt", "The mill stands by the river.");
        bot.Write("two/b.txt", "The bakery stands by the church.");
        await bot.LoadAsync(Path.Combine(bot.Folder, "one"));
        var second = (LoadReply)await bot.RunAsync("load", new() { ["prune"] = "" }, Path.Combine(bot.Folder, "two"));
        second.Report.Gone.ShouldBeEmpty();
        (await bot.AskAsync("Where does the mill stand?")).Statements.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Each_file_of_a_mixed_folder_has_one_clear_status()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/good.md", "# Mill\n\nThe mill stands by the river.");
        bot.Write("docs/empty.txt", "");
        bot.Write("docs/.hidden.txt", "Hidden.");
        File.WriteAllBytes(Path.Combine(bot.Folder, "docs", "picture.png"), [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0]);
        File.WriteAllBytes(Path.Combine(bot.Folder, "docs", "binary.txt"), [1, 0, 2, 0, 0, 3]);
        File.CreateSymbolicLink(Path.Combine(bot.Folder, "docs", "loop"), Path.Combine(bot.Folder, "docs"));

        var report = await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        report.Files.Select(file => (Path.GetFileName(file.Path), file.Status)).ShouldBe(
            [
                ("binary.txt", FileStatus.Refused), ("empty.txt", FileStatus.Refused), ("good.md", FileStatus.Loaded),
                ("loop", FileStatus.Refused), ("picture.png", FileStatus.Refused),
            ]);
        report.Files.Where(file => file.Status != FileStatus.Loaded).ShouldAllBe(file => file.Reason!.Length > 10);
        report.HasProblems.ShouldBeTrue();
    }

    [Fact]
    public void How_far_a_load_is_stands_in_one_line()
    {
        var first = new IngestionProgress(0, 3, null) { Bytes = 1_260_000, Reading = ("docs/scan.pdf", new ReadingProgress(3, 40)) };
        LoadProgressText.Line(first).ShouldBe("0 of 3 files, 3 left · 1.3 MB read · page 3 of 40 of scan.pdf");
        LoadProgressText.Line(first with { Done = 2, Reading = null, TimeLeft = TimeSpan.FromSeconds(61) }).ShouldBe("2 of 3 files, 1 left · 1.3 MB read · about 2 min left");
        LoadProgressText.Line(first with { Reading = null, Bytes = 0, TimeLeft = TimeSpan.FromSeconds(4.2) }).ShouldBe("0 of 3 files, 3 left · about 5 s left");
    }

    [Fact]
    public async Task Whoever_waits_is_told_of_the_bytes_and_pages_that_are_read()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await TestBot.StartAsync(add: services => services.AddSingleton<TimeProvider>(time).AddSingleton<IFileReader>(new PagesReader(time)));
        var sink = new TestSink();
        var path = bot.Write("a.txt", "The mill stands by the river.");
        await bot.Get<CommandDispatcher>().DispatchAsync(bot.Get<ConsoleRequests>().Create("load", new Dictionary<string, string>(), [path]), sink, TestContext.Current.CancellationToken);
        sink.Progress.ShouldContain(progress => progress.Last == null && progress.Reading!.Value.Pages == new ReadingProgress(2, 9));
        sink.Progress[^1].Bytes.ShouldBe(29);
    }

    /// <summary>Tells of a page after more than a second.</summary>
    private sealed class PagesReader(FakeTimeProvider time) : IFileReader
    {
        public async Task<ReadOutcome<ReadDocument>> ReadAsync(string name, byte[] bytes, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            progress!.Report(new ReadingProgress(2, 9));
            return await new LinesReader().ReadAsync(name, bytes, progress, cancellationToken);
        }
    }
}
