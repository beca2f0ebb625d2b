using System.Text.Json;

namespace ResearchBot.FakeModel;

/// <summary>One protocol.</summary>
internal abstract class Wire
{
    /// <summary>Reads a request, or refuses it and returns null.</summary>
    public async Task<FakeRequest?> ReadAsync(HttpContext context, int number)
    {
        JsonObject? body;
        try
        {
            body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            body = null;
        }

        string? wrong;
        try
        {
            wrong = body is null ? "We could not parse the JSON body of your request." : Wrong(context, body);
            if (wrong is null)
            {
                return Read(context, body!, number);
            }
        }
        catch (InvalidOperationException mistyped)
        {
            wrong = mistyped.Message;
        }

        await FailAsync(context, 400, wrong);
        return null;
    }

    /// <summary>Why a well-formed request is refused by this server; null where it is not.</summary>
    public static (int Status, string Message)? Refusal(FakeRequest request, FakeModelOptions options) =>
        options.Key is { } key && request.Key != key ? (401, $"Incorrect API key provided: {request.Key}.")
        : options.Model is { } model && request.Model != model ? (404, $"The model `{request.Model}` does not exist.")
        : options.UnknownMembers.FirstOrDefault(request.Body.ContainsKey) is { } member
            ? (400, options.NamesUnknownMembers ? $"Unrecognized request argument supplied: {member}" : "Bad request.")
        : null;

    /// <summary>An error before an answer.</summary>
    public Task FailAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(ErrorBody(message, status).ToJsonString(), context.RequestAborted);
    }

    /// <summary>The body of an error.</summary>
    public abstract JsonObject ErrorBody(string message, int status);

    /// <summary>A whole answer.</summary>
    public abstract JsonObject Whole(FakeRequest request, FakeAnswer answer);

    /// <summary>The events of a stream before its text.</summary>
    public abstract string Opening(FakeRequest request, FakeAnswer answer);

    /// <summary>The event of a piece of the text.</summary>
    public abstract string Piece(FakeRequest request, string text);

    /// <summary>The events after the text.</summary>
    public abstract string Ending(FakeRequest request, FakeAnswer answer);

    /// <summary>The event of an error in the midst of a stream.</summary>
    public abstract string ErrorEvent(string message);

    /// <summary>What of the protocol a request breaks; null where it keeps it.</summary>
    protected abstract string? Wrong(HttpContext context, JsonObject body);

    protected abstract FakeRequest Read(HttpContext context, JsonObject body, int number);

    protected static int InputTokens(FakeRequest request, FakeAnswer answer) =>
        answer.InputTokens ?? request.Messages.Sum(message => Estimate(message.Text) + 4);

    protected static int OutputTokens(FakeAnswer answer) => answer.OutputTokens ?? Estimate(answer.Text);

    /// <summary>A content that is a text, or a list of parts of which the texts count.</summary>
    protected static string Text(JsonNode? content) => content switch
    {
        JsonValue => content.GetValue<string>(),
        JsonArray parts => string.Concat(parts.Where(part => part?["type"]?.GetValue<string>() == "text").Select(part => part!["text"]!.GetValue<string>())),
        _ => string.Empty,
    };

    protected static string? Bearer(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : null;

    private static int Estimate(string text) => (text.Length + 3) / 4;
}
