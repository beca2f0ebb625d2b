using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Models;
using ResearchBot.Tests.Search.Embedding;
using ResearchBot.Tests.Search.Storage;

namespace ResearchBot.Tests.Models;

/// <summary>An endpoint that fails in every way, over real sockets: afterwards all is there, and nothing twice.</summary>
public sealed class EndpointFaultTests
{
    private const int Chunks = 300;
    private const string Key = "sk-secret-of-the-test";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, Func<HttpContext, string[], Task>> Faults = new()
    {
        ["429 with Retry-After"] = (context, _) => AnswerAsync(context, 429, "7"),
        ["429 with a date"] = (context, _) => AnswerAsync(context, 429, "Thu, 01 Jan 2026 00:00:09 GMT"),
        ["429"] = (context, _) => AnswerAsync(context, 429),
        ["500"] = (context, _) => AnswerAsync(context, 500),
        ["503"] = (context, _) => AnswerAsync(context, 503),
        ["reset"] = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        ["cut body"] = async (context, texts) =>
        {
            var body = EndpointServer.ToJson(texts.Select(HashGenerator.Of));
            context.Response.ContentLength = body.Length;
            await context.Response.WriteAsync(body[..(body.Length / 2)]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        },
        ["cut JSON"] = (context, texts) => context.Response.WriteAsync(EndpointServer.ToJson(texts.Select(HashGenerator.Of))[..^20]),
        ["a page"] = (context, _) => context.Response.WriteAsync("<html>Sign in</html>"),
        ["null"] = (context, _) => context.Response.WriteAsync("""{"data":[null]}"""),
        ["the same place twice"] = (context, texts) => context.Response.WriteAsync(
            EndpointServer.ToJson(texts.Select(HashGenerator.Of)).Replace("\"index\":1,", "\"index\":0,", StringComparison.Ordinal)),
        ["401"] = (context, _) => AnswerAsync(context, 401, body: $"Wrong key: {Key}"),
        ["404"] = (context, _) => AnswerAsync(context, 404),
        ["400"] = (context, _) => AnswerAsync(context, 400, body: "too many inputs"),
        ["429 for an hour"] = (context, _) => AnswerAsync(context, 429, "3600"),
        ["wrong count"] = (context, texts) => context.Response.WriteAsync(EndpointServer.ToJson(texts.Skip(1).Select(HashGenerator.Of))),
        ["wrong dimension"] = (context, texts) => context.Response.WriteAsync(EndpointServer.ToJson(texts.Select(text => HashGenerator.Of(text)[1..]))),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("429 with Retry-After")]
    [InlineData("429 with a date")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("reset")]
    [InlineData("cut body")]
    [InlineData("cut JSON")]
    [InlineData("a page")]
    [InlineData("null")]
    [InlineData("the same place twice")]
    public async Task What_may_pass_is_tried_again_until_it_has(string fault)
    {
        await using var server = await EndpointServer.StartAsync();
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, Chunks / ManyChunks.Each);
        var time = new HurriedTime(Deadline);
        var bed = new TestEmbedding(bot) { Limits = new EmbeddingLimits(64, 100_000, 2) };
        server.Misbehave = async (number, context, texts) =>
        {
            var faulty = number is 1 or 3 or 4;
            await (faulty ? Faults[fault](context, texts) : Task.CompletedTask);
            return faulty;
        };

        await bed.Pipeline(bed.ModelOf(Open(server, time))).RunAsync(null, Cancellation);

        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(Chunks);
        server.Answered.Sum(texts => texts.Length).ShouldBe(Chunks, "no chunk is asked for again after it was answered");
        time.Waits.Count.ShouldBe(3);
        switch (fault)
        {
            case "429 with Retry-After":
                time.Waits.ShouldAllBe(wait => wait == TimeSpan.FromSeconds(7));
                break;
            case "429 with a date":
                time.Waits[0].ShouldBe(TimeSpan.FromSeconds(9));
                break;
            default:
                time.Waits.ShouldAllBe(wait => wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(31));
                time.Waits.Distinct().Count().ShouldBe(3, "they are random, so that several processes do not come back together");
                break;
        }
    }

    [Theory]
    [InlineData("401", "Models:Embeddings:ApiKey", 1)]
    [InlineData("404", "Models:Embeddings:Model", 1)]
    [InlineData("400", "too many inputs", 1)]
    [InlineData("429 for an hour", "429", 1)]
    [InlineData("wrong count", "63 vectors for 64 texts", 1)]
    [InlineData("wrong dimension", "Models:Embeddings:Dimensions", 1)]
    [InlineData("500", "500", 5)]
    [InlineData("reset", "Models:Embeddings:Endpoint", 5)]
    [InlineData("a page", "Models:Embeddings:Endpoint", 5)]
    public async Task What_does_not_pass_stops_it_with_one_message_and_it_goes_on_when_the_endpoint_is_mended(
        string fault, string said, int requests)
    {
        await using var server = await EndpointServer.StartAsync();
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, Chunks / ManyChunks.Each);
        var bed = new TestEmbedding(bot) { Limits = new EmbeddingLimits(64, 100_000, 1) };
        var pipeline = bed.Pipeline(bed.ModelOf(Open(server, new HurriedTime(Deadline))));
        server.Misbehave = async (number, context, texts) =>
        {
            await (number > 2 ? Faults[fault](context, texts) : Task.CompletedTask);
            return number > 2;
        };

        var thrown = await Should.ThrowAsync<EmbeddingFaultException>(pipeline.RunAsync(null, Cancellation));
        thrown.Message.ShouldContain(said);
        thrown.ToString().ShouldNotContain(Key);
        thrown.RetryAfter.ShouldBe(fault == "429 for an hour" ? TimeSpan.FromHours(1) : null);
        server.Requests.ShouldBe(2 + requests);
        (await bed.ReadAsync()).Sum(run => run.Present.Count).ShouldBe(128);

        server.Misbehave = (_, _, _) => Task.FromResult(false);
        await pipeline.RunAsync(null, Cancellation);
        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(Chunks);
        server.Answered.Sum(texts => texts.Length).ShouldBe(Chunks);
    }

    [Fact]
    public async Task A_request_without_an_answer_is_given_up_at_its_deadline_and_made_again()
    {
        await using var server = await EndpointServer.StartAsync();
        var time = new HurriedTime(Deadline);
        using var endpoint = Open(server, time);
        server.Misbehave = async (number, context, _) =>
        {
            if (number == 1)
            {
                time.Release();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return number == 1;
        };

        var answer = await endpoint.GenerateAsync(["one", "two"], null, Cancellation);

        answer.Select(one => one.Vector.ToArray()).ShouldBe([HashGenerator.Of("one"), HashGenerator.Of("two")]);
        server.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_his_own_cancellation()
    {
        await using var server = await EndpointServer.StartAsync();
        using var endpoint = Open(server, new HurriedTime(Deadline));
        using var stop = new CancellationTokenSource();
        server.Misbehave = async (_, _, _) =>
        {
            await stop.CancelAsync();
            return false;
        };

        await Should.ThrowAsync<OperationCanceledException>(endpoint.GenerateAsync(["one"], null, stop.Token));
    }

    [Fact]
    public async Task The_request_is_what_the_protocol_says()
    {
        await using var server = await EndpointServer.StartAsync();
        using var plain = Open(new EmbeddingsOptions { Endpoint = server.Address, Model = "m" }, TimeProvider.System);
        using var sized = Open(new EmbeddingsOptions { Endpoint = server.Address, Model = "m", ApiKey = Key, Dimensions = 8 }, TimeProvider.System);

        await plain.GenerateAsync(["Tübingen \u0000 \ud83d\ude00"], null, Cancellation);
        await sized.GenerateAsync(["b"], null, Cancellation);

        var seen = server.Seen.ToArray();
        seen[0].Body.GetProperty("model").GetString().ShouldBe("m");
        seen[0].Body.GetProperty("input")[0].GetString().ShouldBe("Tübingen \u0000 \ud83d\ude00");
        seen[0].Body.GetProperty("encoding_format").GetString().ShouldBe("float");
        seen[0].Body.TryGetProperty("dimensions", out _).ShouldBeFalse("some servers refuse what they do not know");
        seen[1].Body.GetProperty("dimensions").GetInt32().ShouldBe(8);
        seen[1].Authorization.ShouldBe($"Bearer {Key}");
    }

    private static IEmbeddingGenerator<string, Embedding<float>> Open(EndpointServer server, TimeProvider time) =>
        Open(new EmbeddingsOptions { Endpoint = server.Address, Model = "m", ApiKey = Key, DeadlineSeconds = (int)Deadline.TotalSeconds }, time);

    private static IEmbeddingGenerator<string, Embedding<float>> Open(EmbeddingsOptions settings, TimeProvider time)
    {
        settings.Provider = EmbeddingProviders.OpenAi;
        return TestModels.Services(time, embeddings: settings).GetRequiredService<OpenEmbeddings>()().Model.ShouldNotBeNull().Generator;
    }

    private static Task AnswerAsync(HttpContext context, int status, string? retryAfter = null, string body = "")
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response.WriteAsync(body);
    }
}
