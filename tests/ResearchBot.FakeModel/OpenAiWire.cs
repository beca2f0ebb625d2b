namespace ResearchBot.FakeModel;

/// <summary>https://platform.openai.com/docs/api-reference/chat and its streaming events.</summary>
internal sealed class OpenAiWire : Wire
{
    private const long Created = 1735689600;

    private static readonly string[] Roles = ["system", "developer", "user", "assistant"];

    public static JsonObject Models(string model) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray(new JsonObject { ["id"] = model, ["object"] = "model", ["created"] = Created, ["owned_by"] = "fake" }),
    };

    public override JsonObject ErrorBody(string message, int status) => new()
    {
        ["error"] = new JsonObject
        {
            ["message"] = message,
            ["type"] = status switch { 401 or 404 or 400 => "invalid_request_error", 429 => "requests", _ => "server_error" },
            ["param"] = null,
            ["code"] = status switch { 401 => "invalid_api_key", 404 => "model_not_found", 429 => "rate_limit_exceeded", _ => null },
        },
    };

    public override JsonObject Whole(FakeRequest request, FakeAnswer answer) => new()
    {
        ["id"] = Id(request),
        ["object"] = "chat.completion",
        ["created"] = Created,
        ["model"] = request.Model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject
            {
                ["role"] = "assistant",
                ["content"] = answer.Refusal is null ? answer.Text : null,
                ["refusal"] = answer.Refusal,
                ["annotations"] = new JsonArray(),
            },
            ["logprobs"] = null,
            ["finish_reason"] = FinishReason(answer),
        }),
        ["usage"] = Usage(request, answer),
        ["service_tier"] = "default",
        ["system_fingerprint"] = "fp_fake",
    };

    public override string Opening(FakeRequest request, FakeAnswer answer)
    {
        var first = Event(Chunk(request, new JsonObject { ["role"] = "assistant", ["content"] = string.Empty, ["refusal"] = null }));
        return answer.Refusal is null ? first : first + Event(Chunk(request, new JsonObject { ["refusal"] = answer.Refusal }));
    }

    public override string Piece(FakeRequest request, string text) => Event(Chunk(request, new JsonObject { ["content"] = text }));

    public override string Ending(FakeRequest request, FakeAnswer answer)
    {
        var last = Event(Chunk(request, [], FinishReason(answer)));
        if (WantsUsage(request))
        {
            var usage = Chunk(request, []);
            usage["choices"] = new JsonArray();
            usage["usage"] = Usage(request, answer);
            last += Event(usage);
        }

        return last + "data: [DONE]\n\n";
    }

    public override string ErrorEvent(string message) => Event(ErrorBody(message, 500));

    protected override string? Wrong(HttpContext context, JsonObject body) =>
        body["model"] is null ? "you must provide a model parameter"
        : body["messages"] is not JsonArray { Count: > 0 } messages ? "Missing required parameter: 'messages'."
        : messages.FirstOrDefault(message => !Roles.Contains(message?["role"]?.GetValue<string>())) is { } odd ? $"Invalid value: '{odd["role"]}'."
        : body.ContainsKey("max_tokens") && body.ContainsKey("max_completion_tokens") ? "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."
        : body.ContainsKey("stream_options") && body["stream"]?.GetValue<bool>() != true ? "The 'stream_options' parameter is only allowed when 'stream' is enabled."
        : body["response_format"] is { } format && format["type"]?.GetValue<string>() is not ("text" or "json_object" or "json_schema") ? "Invalid value: 'response_format'."
        : null;

    protected override FakeRequest Read(HttpContext context, JsonObject body, int number) => new(
        number,
        FakeProtocol.OpenAi,
        body["model"]!.GetValue<string>(),
        [.. body["messages"]!.AsArray().Select(message => new FakeMessage(message!["role"]!.GetValue<string>(), Text(message["content"])))],
        body["response_format"]?["json_schema"]?["schema"],
        body["stream"]?.GetValue<bool>() == true,
        (body["max_completion_tokens"] ?? body["max_tokens"])?.GetValue<int>(),
        Bearer(context),
        body);

    private static string Id(FakeRequest request) => $"chatcmpl-fake{request.Number}";

    private static string FinishReason(FakeAnswer answer) => answer.IsCut ? "length" : "stop";

    private static bool WantsUsage(FakeRequest request) => request.Body["stream_options"]?["include_usage"]?.GetValue<bool>() == true;

    private static string Event(JsonObject data) => $"data: {data.ToJsonString()}\n\n";

    private static JsonObject Chunk(FakeRequest request, JsonObject delta, string? finishReason = null)
    {
        var chunk = new JsonObject
        {
            ["id"] = Id(request),
            ["object"] = "chat.completion.chunk",
            ["created"] = Created,
            ["model"] = request.Model,
            ["service_tier"] = "default",
            ["system_fingerprint"] = "fp_fake",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finishReason }),
        };
        if (WantsUsage(request))
        {
            chunk["usage"] = null;
        }

        return chunk;
    }

    private static JsonObject Usage(FakeRequest request, FakeAnswer answer) => new()
    {
        ["prompt_tokens"] = InputTokens(request, answer),
        ["completion_tokens"] = OutputTokens(answer),
        ["total_tokens"] = InputTokens(request, answer) + OutputTokens(answer),
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = 0, ["audio_tokens"] = 0 },
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0, ["audio_tokens"] = 0 },
    };
}
