using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.FakeDiscord.Rest;

/// <summary>The way of every request: faults, identity, limits, body, work, answer.</summary>
internal sealed partial class RestPipeline(IEndpointRouteBuilder routes, World world, Faults faults, Record record)
{
    private static readonly string[] TopLevel = ["channel", "guild", "application", "token"];
    private readonly RateLimits _limits = new(world.Options, record);

    public void Map(string method, string template, Func<RestCall, RestResult> work, BucketRule? rule = null, Access access = Access.Bot) =>
        routes.MapMethods($"/api/v10/{template}", [method], http => AnswerAsync(http, $"{method} {template}", work, rule ?? BucketRule.Usual, access));

    private async Task AnswerAsync(HttpContext http, string route, Func<RestCall, RestResult> work, BucketRule rule, Access access)
    {
        var came = world.Clock.GetUtcNow();
        if (faults.SlowRest > TimeSpan.Zero)
        {
            await Task.Delay(faults.SlowRest, http.RequestAborted);
        }

        var fault = faults.Take(route);
        if (fault?.Kind == RestFaultKind.ResetBeforeWork)
        {
            Note(http, route, 0, null, came);
            http.Abort();
            return;
        }

        var (result, state) = await WorkAsync(http, route, work, rule, access, fault);
        Note(http, route, result.Status, (int?)result.Body.Number("code"), came);
        if (fault?.Kind == RestFaultKind.ResetAfterWork)
        {
            http.Abort();
            return;
        }

        if (fault?.Kind == RestFaultKind.CloudflareBlock)
        {
            // The page comes from before Discord, which has added nothing to it.
            foreach (var name in http.Response.Headers.Keys.Where(name => name.StartsWith("X-RateLimit", StringComparison.OrdinalIgnoreCase) || name == "Via").ToList())
            {
                http.Response.Headers.Remove(name);
            }

            await WriteAsync(http, 429, "text/html", "<html><title>Error 1015</title><body>You are being rate limited</body></html>");
        }
        else
        {
            await WriteAsync(http, result.Status, "application/json", fault is { WithBody: false } ? "" : result.Body?.ToJsonString());
        }

        lock (world.Gate)
        {
            if (state is not null)
            {
                _limits.Told(state);
            }
        }
    }

    private async Task<(RestResult Result, BucketState? State)> WorkAsync(
        HttpContext http, string route, Func<RestCall, RestResult> work, BucketRule rule, Access access, RestFault? fault)
    {
        BucketState? state = null;
        try
        {
            Admit(http, access);
            lock (world.Gate)
            {
                state = _limits.Count($"{(rule.Name.Length > 0 ? rule.Name : route)}|{TopLevelId(http)}", rule, access == Access.Bot);
            }

            Headers(http, state);
            if (state.Refused)
            {
                return (TooMany(http, state.Global ? "global" : "user", state.ResetAfter.TotalSeconds), state);
            }

            switch (fault?.Kind)
            {
                case RestFaultKind.TooManyRequests or RestFaultKind.CloudflareBlock:
                    var everywhere = fault.Kind == RestFaultKind.CloudflareBlock || fault.Scope == "global";
                    lock (world.Gate)
                    {
                        state = _limits.Block(state, TimeSpan.FromSeconds(fault.RetryAfter), everywhere);
                    }

                    Headers(http, state);
                    return (TooMany(http, fault.Scope, fault.RetryAfter), state);
                case RestFaultKind.ErrorBeforeWork:
                    return (new RestResult(fault.Status, new JsonObject { ["message"] = $"{fault.Status}: Server Error", ["code"] = 0 }), state);
                case RestFaultKind.UnknownInteraction:
                    throw DiscordError.UnknownInteraction;
            }

            var call = await RequestBody.ReadAsync(http);
            lock (world.Gate)
            {
                var result = work(call);
                return fault?.Kind switch
                {
                    RestFaultKind.ErrorAfterWork => (new RestResult(fault.Status, new JsonObject { ["message"] = $"{fault.Status}: Server Error", ["code"] = 0 }), state),
                    RestFaultKind.AlreadyAcknowledged => throw DiscordError.AlreadyAcknowledged,
                    _ => (result, state),
                };
            }
        }
        catch (DiscordError error)
        {
            if (error.Code is 50035 or 50006 or 40005 or 50045 or 50109)
            {
                record.LimitErrors.Add($"{route}: {error.ToJson().ToJsonString()}");
            }

            return (new RestResult(error.Status, error.ToJson()), state);
        }
    }

    private void Admit(HttpContext http, Access access)
    {
        if (!BotAgent().IsMatch(http.Request.Headers.UserAgent.ToString()))
        {
            throw new DiscordError(403, 40333, "internal network error");
        }

        if (access == Access.Bot && http.Request.Headers.Authorization != $"Bot {world.Options.Token}")
        {
            throw DiscordError.Unauthorized;
        }
    }

    private void Note(HttpContext http, string route, int status, int? code, DateTimeOffset came)
    {
        lock (world.Gate)
        {
            var shared = http.Response.Headers["X-RateLimit-Scope"] == "shared";
            record.InvalidRequests += status is 401 or 403 || (status == 429 && !shared) ? 1 : 0;
            record.Requests.Add(new RestRequest(http.Request.Method, route, http.Request.Path, status, code, came));
            record.Happened($"{status} {route}");
        }
    }

    private async Task WriteAsync(HttpContext http, int status, string type, string? body)
    {
        http.Response.StatusCode = status;
        if (body is null)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        if (faults.SlowBodies > TimeSpan.Zero)
        {
            await http.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(faults.SlowBodies, http.RequestAborted);
            bytes = bytes[(bytes.Length / 2)..];
        }

        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static void Headers(HttpContext http, BucketState state)
    {
        var headers = http.Response.Headers;
        headers["Via"] = "1.1 fake";
        if (!state.Global)
        {
            headers["X-RateLimit-Bucket"] = state.Bucket;
            headers["X-RateLimit-Limit"] = state.Limit.ToString();
            headers["X-RateLimit-Remaining"] = state.Remaining.ToString();
            headers["X-RateLimit-Reset"] = (state.Reset.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000");
            headers["X-RateLimit-Reset-After"] = state.ResetAfter.TotalSeconds.ToString("0.000");
        }
    }

    private static RestResult TooMany(HttpContext http, string scope, double seconds)
    {
        var headers = http.Response.Headers;
        headers.RetryAfter = Math.Ceiling(seconds).ToString();
        headers["X-RateLimit-Scope"] = scope;
        if (scope == "global")
        {
            headers["X-RateLimit-Global"] = "true";
        }

        return new RestResult(429, new JsonObject
        {
            ["message"] = scope == "shared" ? "The resource is being rate limited." : "You are being rate limited.",
            ["retry_after"] = Math.Round(seconds, 3),
            ["global"] = scope == "global",
        });
    }

    private static string TopLevelId(HttpContext http) =>
        string.Join('/', TopLevel.Select(name => http.Request.RouteValues[name]?.ToString()));

    [GeneratedRegex(@"^DiscordBot \(.+\)")]
    private static partial Regex BotAgent();
}
