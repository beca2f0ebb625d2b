using System.Globalization;
using Microsoft.AspNetCore.Http;
using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Api;

/// <summary>The way of every call: arguments, faults, token, limits, scope, work, answer.</summary>
internal sealed class ApiPipeline(World world, Faults faults, Record record)
{
    private readonly Dictionary<string, ApiMethod> _methods = [];
    private readonly MethodLimits _limits = new(world.Clock);

    public void Add(string name, string scope, int perMinute, Func<ApiCall, JsonObject> act) => Add(new ApiMethod(name, scope, perMinute, act));

    public void Add(ApiMethod method) => _methods.Add(method.Name, method);

    public async Task HandleAsync(HttpContext http)
    {
        var name = http.Request.RouteValues["method"]!.ToString()!;
        var arguments = new JsonObject();
        ApiError? unreadable = null;
        try
        {
            arguments = await ApiArguments.ReadAsync(http.Request);
        }
        catch (ApiError error)
        {
            unreadable = error;
        }

        Answer answer;
        var fault = faults.Take(name);
        lock (world.Gate)
        {
            try
            {
                answer = unreadable is null ? Work(http, name, arguments, fault) : new Answer(200, unreadable.ToJson());
            }
            catch (ApiError error)
            {
                answer = new Answer(200, error.ToJson());
            }

            var failure = answer.Json.Text("error");
            if (failure is not (null or "ratelimited") && fault is null)
            {
                record.RuleErrors.Add($"{name}: {failure} {string.Join(' ', answer.Json.Field("response_metadata").List("messages"))}".TrimEnd());
            }

            var scope = _methods.GetValueOrDefault(name)?.Scope.Replace("*", Family(arguments), StringComparison.Ordinal) ?? "";
            record.Requests.Add(new ApiRequest(
                name, http.Request.Method, http.Request.ContentType ?? "", scope, answer.Status, failure, arguments, world.Clock.GetUtcNow()));
            record.Happened(name);
        }

        await WriteAsync(http, answer, fault);
    }

    private sealed record Answer(int Status, JsonObject? Json)
    {
        public TimeSpan? RetryAfter { get; init; }

        public bool IsReset { get; init; }
    }

    private Answer Work(HttpContext http, string name, JsonObject arguments, ApiFault? fault)
    {
        var token = ApiArguments.Token(http.Request, arguments);
        var key = Key(name, token, arguments);
        if (_limits.Blocked(key) is { } left)
        {
            record.RateLimitViolations++;
            return Refused(left);
        }

        switch (fault?.Kind)
        {
            case ApiFaultKind.RateLimited:
                _limits.Block(key, fault.Wait);
                return Refused(fault.Wait);
            case ApiFaultKind.Error:
                throw new ApiError(fault.Text);
            case ApiFaultKind.HtmlBeforeWork:
                return new Answer(fault.Status, null);
            case ApiFaultKind.ResetBeforeWork:
                return new Answer(0, null) { IsReset = true };
        }

        var json = Permitted(http, name, token, arguments, key, out var refused);
        return refused ?? fault?.Kind switch
        {
            ApiFaultKind.HtmlAfterWork => new Answer(fault.Status, null),
            ApiFaultKind.ResetAfterWork => new Answer(0, null) { IsReset = true },
            _ => new Answer(200, json),
        };
    }

    private JsonObject? Permitted(HttpContext http, string name, string? token, JsonObject arguments, string key, out Answer? refused)
    {
        refused = null;
        if (!_methods.TryGetValue(name, out var method))
        {
            throw new ApiError("unknown_method");
        }

        if (token is null or "")
        {
            throw new ApiError("not_authed");
        }

        var team = world.Teams.Values.FirstOrDefault(one => one.BotToken == token);
        var isApp = token == world.Options.AppToken;
        if (team is null && !isApp)
        {
            throw new ApiError("invalid_auth");
        }

        if (isApp != method.TakesAppToken)
        {
            throw new ApiError("not_allowed_token_type");
        }

        if (method.TakesAppToken && (!HttpMethods.IsPost(http.Request.Method) || arguments.Text("token") is not null))
        {
            throw new ApiError(HttpMethods.IsPost(http.Request.Method) ? "invalid_arguments" : "insecure_request");
        }

        if (world.Options.EnforceTiers && Exceeded(method, key) is { } wait)
        {
            _limits.Block(key, wait);
            refused = Refused(wait);
            return null;
        }

        var scope = method.Scope.Replace("*", Family(arguments), StringComparison.Ordinal);
        http.Response.Headers["x-oauth-scopes"] = string.Join(',', world.Options.BotScopes);
        http.Response.Headers["x-accepted-oauth-scopes"] = scope;
        if (world.Options.StrictScopes && scope.Length > 0 && !world.Options.BotScopes.Contains(scope))
        {
            throw new ApiError("missing_scope") { Needed = scope, Provided = string.Join(',', world.Options.BotScopes) };
        }

        var json = method.Do(new ApiCall(world, team ?? world.Teams.Values.First(), arguments));
        if (http.Request.ContentType is "application/json")
        {
            json["warning"] = "missing_charset";
            json["response_metadata"] ??= new JsonObject();
            json["response_metadata"]!["warnings"] = new JsonArray("missing_charset");
        }

        return json;
    }

    // The channel's family (channels, groups, im, mpim) stands for the star in a scope.
    private string Family(JsonObject arguments) =>
        world.Channels.GetValueOrDefault(arguments.Text("channel") ?? arguments.Text("channel_id") ?? "")?.Family ?? "channels";

    private static string Key(string name, string? token, JsonObject arguments) =>
        name == "chat.postMessage" ? $"{name} {token} {arguments.Text("channel")}" : $"{name} {token}";

    private TimeSpan? Exceeded(ApiMethod method, string key) =>
        method.Name == "chat.postMessage" ? _limits.Count(key, 5, TimeSpan.FromSeconds(5))
        : method.PerMinute > 0 ? _limits.Count(key, method.PerMinute, TimeSpan.FromMinutes(1)) : null;

    private Answer Refused(TimeSpan wait)
    {
        record.RateLimited++;
        return new Answer(429, new JsonObject { ["ok"] = false, ["error"] = "ratelimited" }) { RetryAfter = wait };
    }

    private async Task WriteAsync(HttpContext http, Answer answer, ApiFault? fault)
    {
        if (answer.IsReset)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (answer.Json is null)
        {
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<!DOCTYPE html><html><body>Server Error</body></html>", http.RequestAborted);
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        var body = System.Text.Encoding.UTF8.GetBytes(fault?.Kind == ApiFaultKind.ForeignBody ? fault.Text : answer.Json.ToJsonString());
        http.Response.ContentLength = body.Length;
        if (fault?.Kind is ApiFaultKind.CutBody or ApiFaultKind.SlowBody)
        {
            await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            if (fault.Kind == ApiFaultKind.CutBody)
            {
                http.Abort();
                return;
            }

            await Task.Delay(fault.Wait, world.Clock, http.RequestAborted);
            body = body[(body.Length / 2)..];
        }

        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}

/// <summary>The waits that were imposed, and the documented tiers, for each method and team; posts for each channel.</summary>
internal sealed class MethodLimits(TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> _blocked = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> _calls = [];

    /// <summary>How long the method is still refused because an earlier answer said so.</summary>
    public TimeSpan? Blocked(string key) => _blocked.TryGetValue(key, out var until) && until > clock.GetUtcNow() ? until - clock.GetUtcNow() : null;

    public void Block(string key, TimeSpan wait) => _blocked[key] = clock.GetUtcNow() + wait;

    /// <summary>Counts a call; the wait if it is one too many.</summary>
    public TimeSpan? Count(string key, int most, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        var calls = _calls.TryGetValue(key, out var known) ? known : _calls[key] = new Queue<DateTimeOffset>();
        while (calls.TryPeek(out var oldest) && oldest + window <= now)
        {
            calls.Dequeue();
        }

        if (calls.Count >= most)
        {
            return calls.Peek() + window - now;
        }

        calls.Enqueue(now);
        return null;
    }
}
