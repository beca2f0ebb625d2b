namespace ResearchBot.FakeModel;

/// <summary>https://docs.anthropic.com/en/api/messages and its streaming events.</summary>
internal sealed class AnthropicWire : Wire
{
    public override JsonObject ErrorBody(string message, int status) => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject
        {
            ["type"] = status switch
            {
                400 => "invalid_request_error",
                401 => "authentication_error",
                404 => "not_found_error",
                429 => "rate_limit_error",
                503 or 529 => "overloaded_error",
                _ => "api_error",
            },
            ["message"] = message,
        },
        ["request_id"] = "req_fake",
    };

    public override JsonObject Whole(FakeRequest request, FakeAnswer answer)
    {
        var message = Message(request, answer.Text.Length == 0 ? [] : [new JsonObject { ["type"] = "text", ["text"] = answer.Text }]);
        message["stop_reason"] = StopReason(answer);
        message["usage"] = Usage(request, answer, OutputTokens(answer));
        return message;
    }

    public override string Opening(FakeRequest request, FakeAnswer answer)
    {
        var message = Message(request, []);
        message["usage"] = Usage(request, answer, 1);
        return Event("message_start", new JsonObject { ["message"] = message })
            + Event("content_block_start", new JsonObject { ["index"] = 0, ["content_block"] = new JsonObject { ["type"] = "text", ["text"] = string.Empty } })
            + Event("ping", []);
    }

    public override string Piece(FakeRequest request, string text) =>
        Event("content_block_delta", new JsonObject { ["index"] = 0, ["delta"] = new JsonObject { ["type"] = "text_delta", ["text"] = text } });

    public override string Ending(FakeRequest request, FakeAnswer answer) =>
        Event("content_block_stop", new JsonObject { ["index"] = 0 })
        + Event("message_delta", new JsonObject
        {
            ["delta"] = new JsonObject { ["stop_reason"] = StopReason(answer), ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = OutputTokens(answer) },
        })
        + Event("message_stop", []);

    public override string ErrorEvent(string message)
    {
        var error = ErrorBody(message, 529);
        error.Remove("type");
        return Event("error", error);
    }

    protected override string? Wrong(HttpContext context, JsonObject body) =>
        context.Request.Headers["anthropic-version"].Count == 0 ? "anthropic-version: header is required"
        : body["model"] is null ? "model: Field required"
        : body["max_tokens"] is null ? "max_tokens: Field required"
        : body["messages"] is not JsonArray { Count: > 0 } messages ? "messages: at least one message is required"
        : messages.Any(message => message?["role"]?.GetValue<string>() is not ("user" or "assistant")) ? "messages: Unexpected role"
        : null;

    protected override FakeRequest Read(HttpContext context, JsonObject body, int number) => new(
        number,
        FakeProtocol.Anthropic,
        body["model"]!.GetValue<string>(),
        [
            .. body["system"] is { } system ? new[] { new FakeMessage("system", Text(system)) } : [],
            .. body["messages"]!.AsArray().Select(message => new FakeMessage(message!["role"]!.GetValue<string>(), Text(message["content"]))),
        ],
        (body["output_config"]?["format"] ?? body["output_format"])?["schema"],
        body["stream"]?.GetValue<bool>() == true,
        body["max_tokens"]!.GetValue<int>(),
        context.Request.Headers["x-api-key"].FirstOrDefault() ?? Bearer(context),
        body);

    private static string StopReason(FakeAnswer answer) => answer.Refusal is not null ? "refusal" : answer.IsCut ? "max_tokens" : "end_turn";

    private static JsonObject Message(FakeRequest request, JsonArray content) => new()
    {
        ["id"] = $"msg_fake{request.Number}",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = request.Model,
        ["content"] = content,
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
    };

    private static JsonObject Usage(FakeRequest request, FakeAnswer answer, int outputTokens) => new()
    {
        ["input_tokens"] = InputTokens(request, answer),
        ["cache_creation_input_tokens"] = 0,
        ["cache_read_input_tokens"] = 0,
        ["output_tokens"] = outputTokens,
        ["service_tier"] = "standard",
    };

    private static string Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return $"event: {type}\ndata: {data.ToJsonString()}\n\n";
    }
}
