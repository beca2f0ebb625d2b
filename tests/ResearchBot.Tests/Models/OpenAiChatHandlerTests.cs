using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OpenAI;
using ResearchBot.Models;

namespace ResearchBot.Tests.Models;

/// <summary>Answers of servers that differ from OpenAI in a detail, through the official client.</summary>
public sealed class OpenAiChatHandlerTests
{
    private const string Right =
        """{"id":"a","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Nine."},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";

    /// <summary>What stands in place of what; nothing in place of a member means that it is missing.</summary>
    public static TheoryData<string, string, string> Odd => new()
    {
        { "no id", "\"id\":\"a\",", "" },
        { "an id that is a number", "\"id\":\"a\"", "\"id\":7" },
        { "no object", "\"object\":\"chat.completion\",", "" },
        { "no time", "\"created\":1,", "" },
        { "a time with a fraction", "\"created\":1", "\"created\":1.5" },
        { "no model", "\"model\":\"m\",", "" },
        { "no place", "\"index\":0,", "" },
        { "a place that is null", "\"index\":0", "\"index\":null" },
        { "no role", "\"role\":\"assistant\",", "" },
        { "another role", "\"role\":\"assistant\"", "\"role\":\"model\"" },
        { "no reason of the end", ",\"finish_reason\":\"stop\"", "" },
        { "a reason of the end that nobody knows", "\"finish_reason\":\"stop\"", "\"finish_reason\":\"eos_token\"" },
        { "an empty reason of the end", "\"finish_reason\":\"stop\"", "\"finish_reason\":\"\"" },
        { "no usage", ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}", "" },
        { "a usage of null", "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}", "\"usage\":null" },
        { "a usage without a total", ",\"total_tokens\":5", "" },
        { "details of the usage that are null", "\"total_tokens\":5", "\"total_tokens\":5,\"prompt_tokens_details\":null" },
        { "tool calls of null", "\"content\":\"Nine.\"", "\"content\":\"Nine.\",\"tool_calls\":null" },
        { "an empty refusal", "\"content\":\"Nine.\"", "\"content\":\"Nine.\",\"refusal\":\"\"" },
        { "reasoning beside the answer", "\"content\":\"Nine.\"", "\"content\":\"Nine.\",\"reasoning_content\":\"Well.\"" },
        { "log probabilities of another form", "\"finish_reason\"", "\"logprobs\":[],\"finish_reason\"" },
        { "an error of null", "\"model\":\"m\"", "\"model\":\"m\",\"error\":null" },
        { "an unknown tier", "\"model\":\"m\"", "\"model\":\"m\",\"service_tier\":5" },
        { "nothing odd", "\"x\"", "\"x\"" },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_whole_answer_is_read(string what, string right, string instead)
    {
        var body = Right.Replace(right, instead, StringComparison.Ordinal);
        using var client = Client(new Canned(body, "application/json"));

        var answer = await client.GetResponseAsync("When?", null, Cancellation);

        Check(answer, what);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_stream_is_read(string what, string right, string instead)
    {
        var piece = Right.Replace(right, instead, StringComparison.Ordinal).Replace("\"message\"", "\"delta\"", StringComparison.Ordinal).Replace("chat.completion", "chat.completion.chunk", StringComparison.Ordinal);
        var end = what.Contains("reason of the end", StringComparison.Ordinal) ? """data: {"choices":[{"delta":{},"finish_reason":"stop"}]}""" + "\n\n" : string.Empty;
        using var client = Client(new Canned($"data: {piece}\n\n{end}data: [DONE]\n\n", "text/event-stream"));

        Check(await client.GetStreamingResponseAsync("When?", null, Cancellation).ToChatResponseAsync(Cancellation), what);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task The_type_that_a_server_gives_its_answer_does_not_matter(string? type)
    {
        using var whole = Client(new Canned(Right, type));
        using var stream = Client(new Canned($"data: {Right.Replace("\"message\"", "\"delta\"", StringComparison.Ordinal)}\n\ndata: [DONE]\n\n", type));

        Check(await whole.GetResponseAsync("When?", null, Cancellation), "whole");
        Check(await stream.GetStreamingResponseAsync("When?", null, Cancellation).ToChatResponseAsync(Cancellation), "stream");
    }

    [Fact]
    public async Task A_server_that_cannot_stream_is_read_as_one_piece()
    {
        using var client = Client(new Canned(Right, "application/json"));

        Check(await client.GetStreamingResponseAsync("When?", null, Cancellation).ToChatResponseAsync(Cancellation), "whole");
    }

    [Fact]
    public async Task A_stream_without_its_last_mark_or_with_comments_and_empty_pieces_is_read()
    {
        var piece = Right.Replace("\"message\"", "\"delta\"", StringComparison.Ordinal);
        using var client = Client(new Canned($": hello\n\ndata: {{\"choices\":null}}\n\ndata: {{\"choices\":[]}}\n\ndata: {{\"choices\":[{{\"delta\":null}}]}}\n\ndata: {piece}\n\n", "text/event-stream"));

        Check(await client.GetStreamingResponseAsync("When?", null, Cancellation).ToChatResponseAsync(Cancellation), "stream");
    }

    [Fact]
    public async Task Tool_calls_pass()
    {
        var body = Right.Replace("\"content\":\"Nine.\"", "\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"search\",\"arguments\":\"{}\"}}]", StringComparison.Ordinal)
            .Replace("\"stop\"", "\"tool_calls\"", StringComparison.Ordinal);
        using var client = Client(new Canned(body, "application/json"));

        var answer = await client.GetResponseAsync("When?", null, Cancellation);

        answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ShouldHaveSingleItem().Name.ShouldBe("search");
    }

    [Theory]
    [InlineData(true, "max_completion_tokens")]
    [InlineData(false, "max_tokens")]
    public async Task The_limit_of_the_output_has_the_name_that_the_server_knows(bool knowsNewLimit, string name)
    {
        var canned = new Canned(Right, "application/json");
        using var client = Client(canned, knowsNewLimit);

        await client.GetResponseAsync("When?", new ChatOptions { MaxOutputTokens = 7 }, Cancellation);

        canned.Asked.ShouldNotBeNull()[name]!.GetValue<int>().ShouldBe(7);
        canned.Asked.Count(member => member.Key.StartsWith("max_", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static void Check(ChatResponse answer, string what)
    {
        answer.Text.ShouldBe("Nine.", what);
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop, what);
        answer.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().ShouldBeEmpty(what);
        if (!what.Contains("usage", StringComparison.Ordinal))
        {
            answer.Usage.ShouldNotBeNull(what).InputTokenCount.ShouldBe(3);
        }
    }

    private static IChatClient Client(Canned canned, bool knowsNewLimit = false) => new OpenAI.Chat.ChatClient(
        "m",
        new ApiKeyCredential("key"),
        new OpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(new HttpClient(new OpenAiChatHandler(knowsNewLimit) { InnerHandler = canned })),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        }).AsIChatClient();

    private sealed class Canned(string body, string? type) : HttpMessageHandler
    {
        public JsonObject? Asked { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = type is null ? null : new(type);
            return new HttpResponseMessage { Content = content };
        }
    }
}
