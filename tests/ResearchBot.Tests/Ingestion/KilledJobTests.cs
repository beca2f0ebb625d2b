using Microsoft.Data.Sqlite;
using ResearchBot.Tests.Documents;

namespace ResearchBot.Tests.Ingestion;

/// <summary>The real program, killed at each step of a load; a chat that is opened afterwards goes on with it.</summary>
public sealed class KilledJobTests
{
    private const int Files = 30;

    /// <summary>A store whose load was killed when all files were loaded.</summary>
    private static readonly FolderOnce Loaded = new(folder => LoadUntilAsync(folder, "30 loaded"));

    [Theory]
    [InlineData("queued", "UPDATE load_jobs SET state = 'Queued', total = 0; DELETE FROM load_files")] // as before the list was committed
    [InlineData("listed", null)]
    [InlineData("in a file", null)]
    [InlineData("between files", "UPDATE load_jobs SET state = 'Running', finished_at = NULL, told_at = NULL; UPDATE load_files SET status = NULL, reason = NULL, document_id = NULL, version = NULL, chunks = NULL WHERE ordinal > 3")]
    [InlineData("after the last file", "UPDATE load_jobs SET state = 'Running', finished_at = NULL, told_at = NULL")]
    [InlineData("before the end is told", "UPDATE load_jobs SET told_at = NULL")]
    public async Task A_load_whose_process_was_killed_goes_on_in_the_next_chat_which_tells_its_end_once(string step, string? asIf)
    {
        var seen = step switch { "queued" or "listed" => "1/30", "in a file" => "7/30", _ => null };
        using var folder = seen is null ? await Loaded.CopyAsync() : new TestFolder();
        if (seen is not null)
        {
            await LoadUntilAsync(folder, seen);
        }

        if (asIf is not null)
        {
            StoredLoad.Execute(folder, asIf);
        }

        var told = await ChatUntilToldAsync(folder);

        told.ShouldContain("is done: ");
        told.ShouldContain("“loads show ");
        var whole = StoredDocuments.ReadWhole(folder["data"]);
        whole.Keys.Count(one => char.IsAsciiDigit(one.Key[0])).ShouldBe(Files, "each document is there, once");
        StoredLoad.Execute(folder, "SELECT COUNT(*) FROM load_files WHERE status IS NULL").ShouldBe(0L);
        StoredLoad.Execute(folder, "SELECT COUNT(*) FROM notices").ShouldBe(1L);
        var again = await BotProcess.RunAsync(folder.Path, [], input: "/loads list\n");
        again.Output.ShouldNotContain("is done: ");
        again.Output.ShouldContain("state done · done 30");
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_chat_that_is_killed_in_its_own_load_leaves_it_to_the_next_and_a_waiting_notice_is_said_once()
    {
        using var folder = new TestFolder();
        for (var file = 0; file < Files; file++)
        {
            folder.Write($"files/{file:00}.txt", $"File {file} has a quagga.");
        }

        using (var chat = BotProcess.Start(folder.Path, []))
        {
            await chat.SendAsync("/load files\n");
            (await chat.WaitForLineAsync(line => line.StartsWith("2/30", StringComparison.Ordinal))).ShouldNotBeNull();
            await chat.KillAsync();
        }

        await ChatUntilToldAsync(folder);
        StoredLoad.Execute(folder, "UPDATE notices SET taken_at = NULL"); // as if that chat was killed before it took the notice

        var next = await BotProcess.RunAsync(folder.Path, [], input: "/loads list\n");
        next.Output.Split('\n').Count(line => line.Contains("is done: ", StringComparison.Ordinal)).ShouldBe(1);
        (await BotProcess.RunAsync(folder.Path, [], input: "/loads list\n")).Output.ShouldNotContain("is done: ");
        StoredDocuments.ReadWhole(folder["data"]).Keys.Count(one => char.IsAsciiDigit(one.Key[0])).ShouldBe(Files);
    }

    private static async Task LoadUntilAsync(TestFolder folder, string seen)
    {
        for (var file = 0; file < Files; file++)
        {
            folder.Write($"files/{file:00}.txt", string.Concat(Enumerable.Range(0, 300).Select(i => $"File {file} has the sentence {i}. ")));
        }

        using var load = BotProcess.Start(folder.Path, ["load", "files"]);
        (await load.WaitForLineAsync(line => line.StartsWith(seen, StringComparison.Ordinal))).ShouldNotBeNull();
        await load.KillAsync();
        (await LiveProcesses.LeftInAsync(folder.Path)).ShouldBeEmpty(); // its reader
        Array.ForEach(Directory.GetFiles(folder.Path), File.Delete); // the sockets and pipes of the runtime, which cannot be copied
    }

    private static async Task<string> ChatUntilToldAsync(TestFolder folder)
    {
        using var chat = BotProcess.Start(folder.Path, []);
        var told = await chat.WaitForLineAsync(line => line.StartsWith("The load ", StringComparison.Ordinal));
        (await chat.EndAsync()).ShouldExit(0).Output.Split('\n')
            .Count(line => line.StartsWith("The load ", StringComparison.Ordinal)).ShouldBe(1);
        return told.ShouldNotBeNull();
    }
}
