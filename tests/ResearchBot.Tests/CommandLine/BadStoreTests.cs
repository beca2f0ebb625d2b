using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using ResearchBot.Tests.Documents;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.CommandLine;

/// <summary>A store that cannot be used as it is, through the real program.</summary>
public sealed class BadStoreTests
{
    private static readonly string[][] Verbs = [["documents", "list"], ["ask", "Where?"], ["load", "files"]];
    private static readonly FolderOnce Made = new(MakeAsync);

    [Theory]
    [InlineData("Nonsense", "Store__Nonsense", "1")]
    [InlineData("Store:MaxMegabytes", "Store__MaxMegabytes", "-1")]
    [InlineData("Reading:DeadlineSeconds", "Reading__DeadlineSeconds", "soon")]
    [InlineData("Reading:HeapMegabytes", "Reading__HeapMegabytes", "0")]
    [InlineData("Store:DataDirectory must name a folder. Correct", "Store__DataDirectory", "")]
    [InlineData("Reading:HeapMegabytes must be between 64 and 16384. Correct", "Reading__HeapMegabytes", "1")]
    [InlineData("Logging:LogLevel:Default cannot be “Loud”", "Logging__LogLevel__Default", "Loud")]
    [InlineData("Call it Models__Embeddings__Provider,", "Model__Embeddings__Provider", "openai")]
    [InlineData("Call it Store__MaxMegabytes,", "stores__MaxMegabytes", "1")]
    [InlineData("Limits:WaitSeconds", "Limits__WaitSeconds", "0")]
    [InlineData("Limits:QuestionsPerPersonPerMinute", "Limits__QuestionsPerPersonPerMinute", "-1")]
    [InlineData("Discord:Token holds a space, a line end or another character", "Discord__Token", "abc.def\nghi")]
    [InlineData("Discord:Token holds a space, a line end or another character", "Discord__Token", "abc.déf")]
    [InlineData("Slack:BotToken holds a space or another character", "Slack__BotToken", "xoxb-déf")]
    public async Task A_wrong_setting_stops_the_program_and_is_named(string named, string variable, string value)
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, ["check"], [(variable, value)])).ShouldBeFailure(1, named);
        (await BotProcess.RunAsync(folder.Path, ["documents", "list", "--json"], [(variable, value)])).ShouldBeJsonFailure(1, named);

        Directory.Exists(folder["data"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Kestrel__Endpoints__Http__Url", "x")]
    [InlineData("__MODEL", "x")]
    [InlineData("Models_Embeddings", "x")]
    [InlineData("Logging__LogLevel__Default", "information")]
    public async Task A_variable_of_another_program_is_passed_over(string variable, string value)
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, ["documents", "list"], [(variable, value)])).ShouldExit(0);
    }

    [Fact]
    public async Task A_store_without_documents_works()
    {
        using var folder = new TestFolder();
        var list = (await BotProcess.RunAsync(folder.Path, ["documents", "list", "--json"])).ShouldExit(0);
        list.Json.GetProperty("documents").GetArrayLength().ShouldBe(0);
        (await BotProcess.RunAsync(folder.Path, ["documents", "list"])).ShouldExit(0).Output.ShouldBe("0 documents.\n");
        (await BotProcess.RunAsync(folder.Path, ["check", "--json"])).ShouldExit(0);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_left_alone()
    {
        using var folder = new TestFolder();
        folder.Write("taken", "Mine.");
        folder.Write("files/a.txt", "Text.");
        foreach (var verb in Verbs)
        {
            (await BotProcess.RunAsync(folder.Path, [.. verb, "--data", "taken"])).ShouldBeFailure(1, "--data");
            (await BotProcess.RunAsync(folder.Path, [.. verb, "--data", "taken/below", "--json"])).ShouldBeJsonFailure(1, "--data");
        }

        var check = (await BotProcess.RunAsync(folder.Path, ["check", "--data", "taken", "--json"])).ShouldExit(1);
        check.CheckOf("store").ShouldContain("--data");
        File.ReadAllText(folder["taken"]).ShouldBe("Mine.");
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused_and_left_alone()
    {
        using var folder = await NewStoreAsync();
        Execute(folder, "INSERT INTO migrations (number, name, run_at) VALUES (9999, 'later', 0)");

        await ShouldBeRefusedUnchangedAsync(folder, "newer version");
    }

    [Fact]
    public async Task A_store_with_a_garbage_header_is_reported_and_left_alone()
    {
        using var folder = await NewStoreAsync();
        Damage(folder, 0, 4096);

        await ShouldBeRefusedUnchangedAsync(folder, "damaged");
    }

    [Fact]
    public async Task A_store_with_garbage_in_the_middle_is_reported_and_left_alone()
    {
        using var folder = await NewStoreAsync();
        Damage(folder, 4096, (int)new FileInfo(folder["data/researchbot.db"]).Length - 4096);

        await ShouldBeRefusedUnchangedAsync(folder, "damaged");
    }

    [Fact]
    public async Task A_store_with_one_garbage_page_is_found_by_the_check()
    {
        using var folder = await NewStoreAsync();
        var page = (long)Execute(folder, "SELECT rootpage FROM sqlite_schema WHERE name = 'chunks'")!;
        Damage(folder, (int)(page - 1) * 4096, 4096);
        var before = Hash(folder);
        (await BotProcess.RunAsync(folder.Path, ["check"])).ShouldExit(1).Output.ShouldContain("WRONG");

        var check = (await BotProcess.RunAsync(folder.Path, ["check", "--json"])).ShouldExit(1);

        check.CheckOf("store").ShouldContain("restore a backup");
        (await BotProcess.RunAsync(folder.Path, ["ask", "Where?", "--json"])).ShouldBeJsonFailure(1, "damaged");
        Hash(folder).ShouldBe(before);
    }

    [Fact]
    public async Task A_full_store_says_so_and_keeps_what_was_acknowledged() =>
        await ShouldFillAsync("data", [("Store__MaxMegabytes", "1")]);

    [Fact]
    public async Task A_full_disk_is_reported_and_keeps_what_was_acknowledged()
    {
        using var folder = new TestFolder();
        var disk = folder.MakeFolder("disk");
        if (!OperatingSystem.IsLinux() || !await SucceedsAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk))
        {
            Assert.Skip("A small file system cannot be mounted here.");
        }

        try
        {
            await ShouldFillAsync(disk, []);
        }
        finally
        {
            await SucceedsAsync("umount", "-l", disk);
        }
    }

    private static async Task ShouldFillAsync(string data, (string, string)[] settings)
    {
        using var folder = new TestFolder();
        for (var file = 0; file < 8; file++)
        {
            folder.Write($"files/{file}.txt", string.Concat(Enumerable.Range(0, 8_000).Select(i => $"File {file} has sentence {i} of many. ")));
        }

        data = Path.Combine(folder.Path, data);
        var load = (await BotProcess.RunAsync(folder.Path, ["load", "files", "--json", "--data", data], settings)).ShouldExit(1);

        var loaded = load.Statuses.Where(file => file.Value == "loaded").Select(file => file.Key).ToList();
        loaded.Count.ShouldBeInRange(1, 7);
        load.Statuses.Values.ShouldAllBe(status => status == "loaded" || status == "failed");
        load.Files.Values.Where(file => file.GetProperty("status").GetString() == "failed")
            .ShouldAllBe(file => file.GetProperty("reason").GetString()!.Contains("nothing that was acknowledged is lost"));
        load.Errors.ShouldNotBeEmpty("the log has the details");
        StoredDocuments.ReadWhole(data).Keys.Select(stored => stored.Key).ShouldBe(loaded, ignoreOrder: true);
        var list = (await BotProcess.RunAsync(folder.Path, ["documents", "list", "--json", "--data", data], settings)).ShouldExit(0);
        list.Json.GetProperty("documents").GetArrayLength().ShouldBe(loaded.Count);
    }

    private static async Task ShouldBeRefusedUnchangedAsync(TestFolder folder, string message)
    {
        var before = Hash(folder);
        foreach (var verb in Verbs)
        {
            (await BotProcess.RunAsync(folder.Path, verb)).ShouldBeFailure(1, message);
        }

        (await BotProcess.RunAsync(folder.Path, ["ask", "Where?", "--json"])).ShouldBeJsonFailure(1, message);
        (await BotProcess.RunAsync(folder.Path, [], input: "Where?\n")).ShouldBeFailure(1, message);
        (await BotProcess.RunAsync(folder.Path, ["check", "--json"])).ShouldExit(1).CheckOf("store").ShouldContain(message);
        Hash(folder).ShouldBe(before);
    }

    private static async Task<TestFolder> NewStoreAsync()
    {
        var folder = await Made.CopyAsync();
        folder.Write("files/new.txt", "This one would be stored.");
        return folder;
    }

    private static async Task MakeAsync(TestFolder folder)
    {
        for (var file = 0; file < 5; file++)
        {
            folder.Write($"files/{file}.txt", string.Concat(Enumerable.Range(0, 2_000).Select(i => $"File {file} has sentence {i}. ")));
        }

        (await BotProcess.RunAsync(folder.Path, ["load", "files"])).ShouldExit(0);
        (await BotProcess.RunAsync(folder.Path, ["ask", "Which file?"])).ShouldExit(0);
    }

    private static void Damage(TestFolder folder, int start, int length)
    {
        using var file = File.OpenWrite(folder["data/researchbot.db"]);
        file.Position = start;
        file.Write(RandomNumberGenerator.GetBytes(length));
    }

    private static string Hash(TestFolder folder) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(folder["data/researchbot.db"])));

    private static object? Execute(TestFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder["data/researchbot.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
