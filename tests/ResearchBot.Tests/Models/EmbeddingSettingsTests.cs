using ResearchBot.Tests.CommandLine;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ResearchBot.Tests.Models;

/// <summary>Settings of semantic search, through the real program.</summary>
public sealed class EmbeddingSettingsTests
{
    private const string Key = "sk-secret-of-the-test";

    [Theory]
    [InlineData("Models:Embeddings:Provider", "Models__Embeddings__Provider", "cohere")]
    [InlineData("Models:Embeddings:Model", "Models__Embeddings__Provider", "openai")]
    [InlineData("Models:Embeddings:ApiKey", "Models__Embeddings__Provider", "openai")]
    [InlineData("Models:Embeddings:Endpoint", "Models__Embeddings__Endpoint", "localhost:8080")]
    [InlineData("Models:Embeddings:Endpoint", "Models__Embeddings__Endpoint", "http://user:word@127.0.0.1/v1")]
    [InlineData("Models:Embeddings:ApiKey", "Models__Embeddings__ApiKey", Key + "\nX-Other: 1")]
    [InlineData("Models:Embeddings:Dimensions", "Models__Embeddings__Dimensions", "-1")]
    [InlineData("Models:Embeddings:Dimensions", "Models__Embeddings__Dimensions", "300")]
    [InlineData("Models:Embeddings:SharePercent", "Models__Embeddings__SharePercent", "101")]
    [InlineData("Models:Embeddings:Dimensions", "Models__Embeddings__Dimensions", "many")]
    [InlineData("Models:Embeddings:BatchChunks", "Models__Embeddings__BatchChunks", "0")]
    [InlineData("Models:Embeddings:DeadlineSeconds", "Models__Embeddings__DeadlineSeconds", "0")]
    [InlineData("Models:Embeddings:Key", "Models__Embeddings__Key", "1")]
    [InlineData("Models:Embedding", "Models__Embedding__Provider", "openai")]
    public async Task A_wrong_setting_stops_the_program_and_is_named(string named, string variable, string value)
    {
        using var folder = new TestFolder();
        var run = await BotProcess.RunAsync(folder.Path, ["check"], [(variable, value)]);
        run.ShouldBeFailure(1, named);
        run.ToString().ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_load_makes_the_vectors_before_it_ends_and_check_tells_of_them()
    {
        await using var server = await EndpointServer.StartAsync();
        using var folder = new TestFolder();
        folder.Write("files/a.txt", "The ferry leaves at nine.");
        var settings = Settings(server.Address);

        (await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"], settings)).ShouldExit(0);
        var check = (await BotProcess.RunAsync(folder.Path, ["check", "--json"], settings)).ShouldExit(0);

        Semantic(check).ShouldContain("on: openai m at 127.0.0.1");
        Semantic(check).ShouldContain("8 numbers");
        Semantic(check).ShouldContain("1 of 1 chunks done, 1 with a vector");
        server.Answered.Count(texts => texts.Any(text => text.Contains("ferry", StringComparison.Ordinal))).ShouldBe(1);
        check.ToString().ShouldNotContain(Key);
    }

    [Fact]
    public async Task An_interrupted_load_keeps_its_documents_and_the_next_makes_the_vectors_that_are_missing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It sends a signal.");
        await using var server = await EndpointServer.StartAsync();
        using var folder = new TestFolder();
        for (var i = 0; i < 5; i++)
        {
            folder.Write($"files/{i}.txt", $"Ferry {i} leaves at nine.");
        }

        (string, string)[] settings = [.. Settings(server.Address), ("Models__Embeddings__BatchChunks", "1")];
        var waiting = new TaskCompletionSource();
        server.Misbehave = async (number, context, _) =>
        {
            if (number > 2)
            {
                waiting.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return number > 2;
        };
        using var load = BotProcess.Start(folder.Path, ["load", "files"], settings);
        await waiting.Task;
        System.Diagnostics.Process.Start("kill", ["-INT", $"{load.Id}"]).Dispose();
        var stopped = (await load.EndAsync()).ShouldExit(0);
        stopped.Errors.ShouldContain("are made by the next load or chat");

        server.Misbehave = (_, _, _) => Task.FromResult(false);
        (await BotProcess.RunAsync(folder.Path, ["load", "files"], settings)).ShouldExit(0);
        Semantic(await BotProcess.RunAsync(folder.Path, ["check", "--json"], settings)).ShouldContain("5 of 5 chunks done");
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task A_chat_that_is_told_to_end_gives_the_turn_back_so_that_the_next_process_need_not_wait(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It sends a signal.");
        await using var server = await EndpointServer.StartAsync();
        using var folder = new TestFolder();
        var waiting = new TaskCompletionSource();
        server.Misbehave = async (_, context, _) =>
        {
            waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        };
        using var chat = BotProcess.Start(folder.Path, [], Settings(server.Address)); // with the seeds to embed
        await waiting.Task;
        (await HeldUntilAsync(folder)).ShouldBeGreaterThan(0);
        System.Diagnostics.Process.Start("kill", [signal, $"{chat.Id}"]).Dispose();

        (await chat.WaitAsync()).ExitCode.ShouldNotBe(0);
        (await HeldUntilAsync(folder)).ShouldBe(0);
    }

    private static async Task<long> HeldUntilAsync(TestFolder folder)
    {
        await using var database = new SqliteConnection($"Data Source={folder["data/researchbot.db"]};Pooling=false");
        return await database.ExecuteScalarAsync<long>("SELECT held_until FROM embedding_turn");
    }

    [Fact]
    public async Task A_question_to_a_new_store_embeds_the_seeds()
    {
        await using var server = await EndpointServer.StartAsync();
        using var folder = new TestFolder();

        (await BotProcess.RunAsync(folder.Path, ["ask", "Where?", "--json"], Settings(server.Address))).ShouldExit(0);

        var check = (await BotProcess.RunAsync(folder.Path, ["check", "--json"], Settings(server.Address))).ShouldExit(0);
        Semantic(check).ShouldContain("23 of 23 chunks done");
    }

    [Fact]
    public async Task A_document_that_was_restored_gets_its_vectors_before_the_command_ends()
    {
        await using var server = await EndpointServer.StartAsync();
        using var folder = new TestFolder();
        folder.Write("files/a.txt", "The ferry leaves at nine.");
        var settings = Settings(server.Address);
        var load = (await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"], settings)).ShouldExit(0);
        var id = load.Json.GetProperty("files")[0].GetProperty("document_id").GetString()!;
        (await BotProcess.RunAsync(folder.Path, ["documents", "remove", id], settings)).ShouldExit(0);
        (await BotProcess.RunAsync(folder.Path, ["documents", "restore", id], settings)).ShouldExit(0);

        Semantic(await BotProcess.RunAsync(folder.Path, ["check", "--json"], settings)).ShouldContain("1 of 1 chunks done, 1 with a vector");
    }

    [Fact]
    public async Task An_endpoint_that_refuses_the_key_costs_a_load_one_line_and_check_names_it_without_showing_the_key()
    {
        await using var server = await EndpointServer.StartAsync();
        server.Misbehave = async (_, context, _) =>
        {
            context.Response.StatusCode = 401;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, JsonSerializer.Serialize(new { error = $"no such key {Key}" }));
            return true;
        };
        using var folder = new TestFolder();
        folder.Write("files/a.txt", "The ferry leaves at nine.");

        var load = (await BotProcess.RunAsync(folder.Path, ["load", "files"], Settings(server.Address))).ShouldExit(0);
        var check = (await BotProcess.RunAsync(folder.Path, ["check", "--json"], Settings(server.Address))).ShouldExit(1);

        load.Errors.Split('\n').Count(line => line.Contains("refuses the key (401)", StringComparison.Ordinal)).ShouldBe(1, load.ToString());
        Semantic(check).ShouldContain("Check Models:Embeddings:ApiKey");
        Semantic(check).ShouldContain("0 of 1 chunks done");
        (load + check.ToString()).ShouldNotContain(Key);
    }

    [Fact]
    public async Task Switched_off_it_is_no_fault_and_check_says_how_to_switch_it_on()
    {
        using var folder = new TestFolder();
        var check = (await BotProcess.RunAsync(folder.Path, ["check", "--json"], [("Models__Embeddings__Provider", "none")])).ShouldExit(0);
        Semantic(check).ShouldStartWith("off. Models:Embeddings:Provider is “none”.");
    }

    private static string Semantic(BotResult check) => check.Json.GetProperty("checks").EnumerateArray()
        .Single(one => one.GetProperty("name").GetString() == "semantic search").GetProperty("message").GetString()!;

    private static (string, string)[] Settings(string address) =>
    [
        ("Models__Embeddings__Provider", "openai"),
        ("Models__Embeddings__Endpoint", address),
        ("Models__Embeddings__Model", "m"),
        ("Models__Embeddings__ApiKey", Key),
    ];
}
