using System.Text.Json;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Documents;

/// <summary>Several processes on one store, with nothing between them but the store.</summary>
public sealed class ManyProcessesTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_running_chat_sees_what_another_process_loads_changes_and_removes()
    {
        using var folder = new TestFolder();
        using var chat = await StartChatAsync(folder);
        (await SearchAsync(chat, "quagga")).ShouldBeEmpty();

        folder.Write("files/zoo.txt", "The quagga was seen in Karoo.");
        var loaded = (await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"])).ShouldExit(0);
        await ShouldSeeAsync(chat, "quagga", "The quagga was seen in Karoo.");

        folder.Write("files/zoo.txt", "The quagga died out in 1883.");
        (await BotProcess.RunAsync(folder.Path, ["load", "files"])).ShouldExit(0);
        await ShouldSeeAsync(chat, "quagga", "The quagga died out in 1883.");

        var id = loaded.Files["zoo.txt"].GetProperty("document_id").GetString()!;
        (await BotProcess.RunAsync(folder.Path, ["documents", "remove", id])).ShouldExit(0);
        await ShouldSeeAsync(chat, "quagga");
        (await chat.EndAsync()).ShouldExit(0);
    }

    [Fact]
    public async Task A_running_chat_sees_a_changed_document_once_at_every_moment()
    {
        using var folder = new TestFolder();
        folder.Write("files/zoo.txt", "The quagga has the number 0.");
        (await BotProcess.RunAsync(folder.Path, ["load", "files"])).ShouldExit(0);
        using var chat = await StartChatAsync(folder);

        folder.Write("files/zoo.txt", "The quagga has the number 1.");
        var load = BotProcess.RunAsync(folder.Path, ["load", "files"]);
        string[] seen;
        var deadline = TimeProvider.System.GetTimestamp();
        do
        {
            seen = await SearchAsync(chat, "quagga");
            seen.ShouldHaveSingleItem();
        }
        while (!seen[0].EndsWith("1.", StringComparison.Ordinal) && TimeProvider.System.GetElapsedTime(deadline) < Soon);

        seen.ShouldBe(["The quagga has the number 1."]);
        (await load).ShouldExit(0);
    }

    [Fact]
    public async Task Two_loads_at_once_into_one_new_store_both_succeed()
    {
        using var folder = new TestFolder();
        string[] names = ["left", "right"];
        foreach (var name in names)
        {
            folder.Write($"{name}/shared.txt", "The same words stand in both folders.");
            Enumerable.Range(0, 30).ToList().ForEach(number => folder.Write($"{name}/{name}-{number}.txt", $"File {number} of the {name} folder."));
        }

        var runs = await Task.WhenAll(names.Select(name => BotProcess.RunAsync(folder.Path, ["load", name, "--json"])));

        runs.ShouldAllBe(run => run.ShouldExit(0).Statuses.Count == 31);
        runs.Count(run => run.Statuses["shared.txt"] == "loaded").ShouldBe(1, "the same content is stored once");
        StoredDocuments.ReadWhole(folder["data"]).Count.ShouldBe(61);
    }

    [Fact]
    public async Task Asking_checking_and_listing_work_beside_a_running_load()
    {
        using var folder = new TestFolder();
        Enumerable.Range(0, 200).ToList().ForEach(number => folder.Write($"files/{number:000}.txt", $"Station {number} has a quagga."));
        using var load = BotProcess.Start(folder.Path, ["load", "files"]);
        (await load.WaitForLineAsync(line => line.Contains("000.txt", StringComparison.Ordinal))).ShouldNotBeNull();

        var ask = BotProcess.RunAsync(folder.Path, ["ask", "Which station has a quagga?", "--json"]);
        var check = BotProcess.RunAsync(folder.Path, ["check", "--json"]);
        var list = BotProcess.RunAsync(folder.Path, ["documents", "list", "--json"]);

        (await list).ShouldExit(0).Json.GetProperty("documents").GetArrayLength().ShouldBeGreaterThan(0);
        (await check).ShouldExit(0).Json.GetProperty("ok").GetBoolean().ShouldBeTrue();
        var answer = (await ask).ShouldExit(0).Json; // how sure it is depends on how many files were loaded by then
        answer.GetProperty("outcome").GetString().ShouldBeOneOf("answered", "partial");
        answer.GetProperty("citations")[0].GetProperty("excerpt").GetString().ShouldNotBeNull().ShouldContain("has a quagga.");
        (await load.EndAsync()).ShouldExit(0);
    }

    private static async Task<BotProcess> StartChatAsync(TestFolder folder)
    {
        var chat = BotProcess.Start(folder.Path, []);
        (await chat.WaitForLineAsync(line => line.Contains("Ask a question", StringComparison.Ordinal))).ShouldNotBeNull();
        return chat;
    }

    private static async Task ShouldSeeAsync(BotProcess chat, string word, params string[] texts)
    {
        var started = TimeProvider.System.GetTimestamp();
        string[] seen;
        do
        {
            seen = await SearchAsync(chat, word);
        }
        while (!seen.SequenceEqual(texts) && TimeProvider.System.GetElapsedTime(started) < Soon);

        seen.ShouldBe(texts);
    }

    /// <summary>The texts that the chat finds; "Nothing matches." ends the reply where there are none.</summary>
    private static async Task<string[]> SearchAsync(BotProcess chat, string word)
    {
        await chat.SendAsync($"/search {word}\n/search zzzzz\n");
        var texts = new List<string>();
        var found = false;
        await chat.WaitForLineAsync(line =>
        {
            if (line.StartsWith("   The quagga", StringComparison.Ordinal))
            {
                texts.Add(line.Trim());
                found = true;
            }

            return line == "Nothing matches.";
        });
        if (!found)
        {
            await chat.WaitForLineAsync(line => line == "Nothing matches."); // the second search's
        }

        return [.. texts];
    }
}
