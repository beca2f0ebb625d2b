using Microsoft.AspNetCore.Http;
using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Interactions;

/// <summary>Takes what is posted to a response URL. There is no token; errors are 404 with a word.</summary>
internal sealed class ResponseEndpoints(World world, Faults faults, MessageBook messages, Record record)
{
    public async Task HandleAsync(HttpContext http)
    {
        var fault = faults.Take("response_url");
        using var reader = new StreamReader(http.Request.Body);
        var body = JsonReading.Parse(await reader.ReadToEndAsync(http.RequestAborted)) as JsonObject;
        string? error;
        lock (world.Gate)
        {
            try
            {
                error = fault?.Kind switch
                {
                    null => Post(http.Request.RouteValues["id"]!.ToString()!, body),
                    ApiFaultKind.RateLimited => "rate_limited",
                    ApiFaultKind.Error => fault.Text,
                    _ => "server_error",
                };
            }
            catch (ApiError refused)
            {
                error = refused.Message;
                record.RuleErrors.Add($"response_url: {error} {string.Join(' ', refused.Messages)}");
            }

            record.Requests.Add(new ApiRequest(
                "response_url", http.Request.Method, http.Request.ContentType ?? "", "", error is null ? 200 : 404, error, body ?? [], world.Clock.GetUtcNow()));
            record.Happened("response_url");
        }

        http.Response.StatusCode = error switch { null => 200, "rate_limited" => 429, "server_error" => 500, _ => 404 };
        if (error == "rate_limited")
        {
            http.Response.Headers.RetryAfter = $"{(int)fault!.Wait.TotalSeconds}";
        }

        await http.Response.WriteAsync(error ?? "ok", http.RequestAborted);
    }

    private string? Post(string id, JsonObject? body)
    {
        if (!world.ResponseUrls.TryGetValue(id, out var url))
        {
            return "invalid_url";
        }

        if (body is null)
        {
            return "invalid_payload";
        }

        if (world.Clock.GetUtcNow() > url.Until)
        {
            return "expired_url";
        }

        if (++url.Uses > 5)
        {
            return "used_url";
        }

        if (body.Switch("delete_original") == true)
        {
            messages.Delete(url.Original ?? throw new ApiError("no_original"));
            return null;
        }

        var team = world.Teams[url.Channel.TeamId];
        var draft = MessageDraft.Of(new ApiCall(world, team, body));
        if (body.Switch("replace_original") == true && url.Original is not null)
        {
            messages.Update(url.Original, draft);
            return null;
        }

        var seenBy = body.Text("response_type") == "in_channel" ? null : url.User.Id;
        messages.Post(draft, url.Channel, team.Bot, body.Text("thread_ts"), seenBy);
        return null;
    }
}

/// <summary>Five posts in half an hour, into one channel, for one person.</summary>
internal sealed class ResponseUrl(User user, Channel channel, DateTimeOffset until)
{
    public User User => user;

    public Channel Channel => channel;

    public DateTimeOffset Until => until;

    /// <summary>The message that replace_original and delete_original mean.</summary>
    public StoredMessage? Original { get; set; }

    public int Uses { get; set; }
}
