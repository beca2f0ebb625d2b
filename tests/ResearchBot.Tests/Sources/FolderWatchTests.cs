using ResearchBot.Sources;

namespace ResearchBot.Tests.Sources;

public sealed class FolderWatchTests
{
    [Fact]
    public async Task A_change_below_the_folder_ends_the_wait_and_a_hidden_file_does_not()
    {
        using var folder = new TestFolder();
        folder.Write("docs/a.txt", "The mill stands by the river.");
        var watch = new FolderWatch(folder["docs"]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var waiting = watch.WaitAsync(patience.Token);

        folder.Write("docs/.hidden", "Nothing.");
        waiting.IsCompleted.ShouldBeFalse();
        folder.Write("docs/deep/b.txt", "The bakery stands by the church.");
        (await waiting).ShouldBeTrue();

        var again = watch.WaitAsync(patience.Token);
        await patience.CancelAsync();
        (await again).ShouldBeFalse();
    }

    /// <summary>Where the system tells nothing, as on many network drives, the scan of each minute does.</summary>
    [Fact]
    public async Task A_change_that_nobody_told_of_is_found_by_a_scan()
    {
        using var folder = new TestFolder();
        folder.Write("docs/a.txt", "The mill stands by the river.");
        var time = new FakeTimeProvider();
        var watch = new FolderWatch(folder["docs"], time, isTold: false);
        var waiting = watch.WaitAsync(TestContext.Current.CancellationToken);
        folder.Write("docs/a.txt", "The mill stands on the hill now.");
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_is_watched_on_the_command_line_is_loaded_again_until_it_is_ended()
    {
        using var folder = new TestFolder();
        folder.Write("docs/a.txt", "The mill stands by the river.");
        using var bot = BotProcess.Start(folder.Path, ["load", "docs", "--watch"]);
        (await bot.WaitForLineAsync(line => line.StartsWith("1/1 loaded", StringComparison.Ordinal))).ShouldNotBeNull();
        folder.Write("docs/b.txt", "The bakery stands by the church.");
        (await bot.WaitForLineAsync(line => line.Contains("docs/b.txt", StringComparison.Ordinal))).ShouldNotBeNull();
        using (var ended = System.Diagnostics.Process.Start("kill", ["-INT", bot.Id.ToString()]))
        {
            await ended.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        (await bot.WaitAsync()).ShouldExit(0);
    }
}
