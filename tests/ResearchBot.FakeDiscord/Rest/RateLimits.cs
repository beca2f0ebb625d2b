using ResearchBot.FakeDiscord.Control;

namespace ResearchBot.FakeDiscord.Rest;

/// <summary>Buckets and the global limit, in fixed windows that begin with their first request.</summary>
internal sealed class RateLimits(FakeDiscordOptions options, Record record)
{
    private readonly Dictionary<string, Window> _windows = [];
    private readonly Window _global = new();

    /// <summary>Counts a request; the state tells what its headers say and whether it is refused.</summary>
    public BucketState Count(string key, BucketRule rule, bool global)
    {
        var now = options.Clock.GetUtcNow();
        if (global && _global.Take(now, options.GlobalLimit, TimeSpan.FromSeconds(1)) is { Refused: true } over)
        {
            Refuse(over);
            return new BucketState("global", options.GlobalLimit, 0, _global.Ends, _global.Ends - now, Refused: true, Global: true);
        }

        if (!_windows.TryGetValue(key, out var window))
        {
            _windows[key] = window = new Window();
        }

        var taken = window.Take(now, rule.Limit, rule.Window);
        if (taken.Refused)
        {
            Refuse(taken);
        }

        return new BucketState(Hash(rule, key), rule.Limit, taken.Remaining, window.Ends, window.Ends - now, taken.Refused, Global: false) { Key = key };
    }

    /// <summary>The client has been told that nothing remains: from here on it must wait.</summary>
    public void Told(BucketState state)
    {
        var window = state.Global ? _global : _windows[state.Key];
        window.ClientKnows |= state.Remaining == 0 && window.Ends == state.Reset;
    }

    /// <summary>Refuses everything in the bucket, or everywhere, for a while.</summary>
    public BucketState Block(BucketState state, TimeSpan length, bool global)
    {
        var ends = options.Clock.GetUtcNow() + length;
        (global ? _global : _windows[state.Key]).Fill(ends);
        return state with { Remaining = 0, Reset = ends, ResetAfter = length, Refused = true, Global = global };
    }

    private void Refuse((int Remaining, bool Refused, bool ClientKnew) taken)
    {
        record.RateLimited++;
        record.RateLimitViolations += taken.ClientKnew ? 1 : 0;
    }

    // A bucket's name is the same for all channels: the client adds the top-level id.
    private static string Hash(BucketRule rule, string key) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(rule.Name.Length > 0 ? rule.Name : key.Split('|')[0])))[..32];

    private sealed class Window
    {
        private int _used;

        public DateTimeOffset Ends { get; private set; }

        public bool ClientKnows { get; set; }

        public void Fill(DateTimeOffset ends) => (_used, Ends, ClientKnows) = (int.MaxValue / 2, ends, false);

        public (int Remaining, bool Refused, bool ClientKnew) Take(DateTimeOffset now, int limit, TimeSpan length)
        {
            if (now >= Ends)
            {
                (_used, Ends, ClientKnows) = (0, now + length, false);
            }

            _used++;
            return (Math.Max(0, limit - _used), _used > limit, ClientKnows);
        }
    }
}

/// <summary>How many requests a bucket takes in its window. Rules of one name share a bucket per top-level id.</summary>
public sealed record BucketRule(string Name, int Limit, TimeSpan Window)
{
    public static readonly BucketRule Usual = new("", 50, TimeSpan.FromSeconds(1));
    public static readonly BucketRule MessageCreate = new("message-create", 5, TimeSpan.FromSeconds(5));
    public static readonly BucketRule MessageEdit = new("message-edit", 5, TimeSpan.FromSeconds(5));
    public static readonly BucketRule MessageDelete = new("message-delete", 5, TimeSpan.FromSeconds(1));
    public static readonly BucketRule Reaction = new("reactions", 1, TimeSpan.FromSeconds(0.25));
    public static readonly BucketRule Typing = new("typing", 5, TimeSpan.FromSeconds(5));
    public static readonly BucketRule Threads = new("threads", 50, TimeSpan.FromSeconds(300));
    public static readonly BucketRule Webhook = new("webhook", 5, TimeSpan.FromSeconds(2));
}

/// <summary>What the rate-limit headers of an answer say.</summary>
internal sealed record BucketState(
    string Bucket, int Limit, int Remaining, DateTimeOffset Reset, TimeSpan ResetAfter, bool Refused, bool Global)
{
    public string Key { get; init; } = "";
}
