using Microsoft.AspNetCore.Http;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Models;
using ResearchBot.Tests.Models;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>After a change of the model the old vectors serve until the new ones are complete.</summary>
public sealed class ModelChangeTests
{
    private const int Made = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_old_vectors_serve_until_the_new_ones_are_complete_also_after_a_restart_midway(bool fromBuiltIn)
    {
        await using var server = await StartAsync();
        await using var bot = await LoadedAsync();
        var builtIn = new OtherWordsModel(turn: 3);
        EmbeddingsOptions before = fromBuiltIn ? new() : Endpoint(server, "old one");
        using var old = new ModelProcess(bot, before, builtIn);
        await old.Pipeline.RunAsync(null, Cancellation);
        await old.FollowAsync();
        (await old.HitsAsync()).ShouldBe(OtherWordsModel.Pairs);

        for (var start = 1; start <= 2; start++)
        {
            await using var guest = await TestBot.StartAsync(over: bot);
            using var half = new ModelProcess(guest, Endpoint(server, "new"), builtIn);
            await Should.ThrowAsync<EmbeddingFaultException>(half.Pipeline.RunAsync(null, Cancellation));
            await half.FollowAsync();
            var (asked, ofBuiltIn) = (QuestionsTo(server, "old one"), builtIn.Calls);
            (await half.HitsAsync()).ShouldBe(OtherWordsModel.Pairs, "the old vectors serve");
            QuestionsTo(server, "new").ShouldBe(0);
            (QuestionsTo(server, "old one") - asked, builtIn.Calls - ofBuiltIn).ShouldBe(fromBuiltIn ? (0, OtherWordsModel.Pairs) : (OtherWordsModel.Pairs, 0));
            (await half.StoredAsync()).Count().ShouldBe(2);
        }

        await using var last = await TestBot.StartAsync(over: bot);
        using var whole = new ModelProcess(last, Endpoint(server, "new"), builtIn);
        await whole.FollowAsync();
        (await whole.HitsAsync()).ShouldBe(OtherWordsModel.Pairs);
        server.Misbehave = (_, _, _) => Task.FromResult(false);
        await whole.Pipeline.RunAsync(null, Cancellation);
        (await whole.HitsAsync()).ShouldBe(OtherWordsModel.Pairs, "between the last vector and the next look at the store");
        QuestionsTo(server, "new").ShouldBe(0);

        await whole.FollowAsync();
        (await whole.HitsAsync()).ShouldBe(OtherWordsModel.Pairs);
        QuestionsTo(server, "new").ShouldBe(OtherWordsModel.Pairs, "now the new ones serve");
        server.Answered.Count(IsPassage).ShouldBeInRange(
            (fromBuiltIn ? 1 : 2) * OtherWordsModel.Pairs,
            ((fromBuiltIn ? 1 : 2) * OtherWordsModel.Pairs) + 2,
            "each chunk once for each model, but for the batch that is in hand beside the one that is refused");
        (await whole.StoredAsync()).ShouldBe([whole.Open().Model!.Id], "the old ones are swept");
    }

    [Fact]
    public async Task Where_the_old_model_cannot_be_asked_any_more_what_has_no_new_vector_is_found_by_its_words()
    {
        await using var elsewhere = await StartAsync();
        await using var server = await StartAsync();
        await using var bot = await LoadedAsync();
        var builtIn = new OtherWordsModel(turn: 3);
        using var old = new ModelProcess(bot, Endpoint(elsewhere, "old one"), builtIn);
        await old.Pipeline.RunAsync(null, Cancellation);
        await using var guest = await TestBot.StartAsync(over: bot);
        using var half = new ModelProcess(guest, Endpoint(server, "new"), builtIn);
        await Should.ThrowAsync<EmbeddingFaultException>(half.Pipeline.RunAsync(null, Cancellation));
        var there = elsewhere.Requests;

        await half.FollowAsync();

        (await half.HitsAsync()).ShouldBe(Made);
        QuestionsTo(server, "new").ShouldBe(OtherWordsModel.Pairs);
        elsewhere.Requests.ShouldBe(there, "nothing is sent to an endpoint that is not set up");
    }

    /// <summary>Two models at one endpoint; the new one refuses the key after three chunks.</summary>
    private static async Task<EndpointServer> StartAsync()
    {
        var server = await EndpointServer.StartAsync();
        var made = 0;
        server.VectorOf = (model, text) => OtherWordsModel.Of(text, turn: model == "new" ? 0 : 5);
        server.Misbehave = (_, context, texts) =>
        {
            var refused = server.Seen.Last().Body.GetProperty("model").GetString() == "new" && IsPassage(texts) && Interlocked.Increment(ref made) > Made;
            context.Response.StatusCode = refused ? 401 : 200;
            return Task.FromResult(refused);
        };
        return server;
    }

    private static async Task<TestBot> LoadedAsync()
    {
        var bot = await TestBot.StartAsync();
        for (var pair = 0; pair < OtherWordsModel.Pairs; pair++)
        {
            bot.Write($"docs/{pair}.txt", OtherWordsModel.Passage(pair));
        }

        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        return bot;
    }

    private static int QuestionsTo(EndpointServer server, string model) => server.Seen.Count(one =>
        one.Body.GetProperty("model").GetString() == model && one.Body.GetProperty("input")[0].GetString()!.StartsWith("quibbet", StringComparison.Ordinal));

    private static bool IsPassage(string[] texts) => texts[0].Contains("Zandor", StringComparison.Ordinal);

    private static EmbeddingsOptions Endpoint(EndpointServer server, string model) => new() { Provider = "openai", Endpoint = server.Address, Model = model };
}
