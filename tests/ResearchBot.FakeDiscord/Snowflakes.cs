namespace ResearchBot.FakeDiscord;

/// <summary>Ids that carry the time of the clock and never repeat.</summary>
public sealed class Snowflakes(TimeProvider clock)
{
    private const long Epoch = 1420070400000;
    private readonly Lock _gate = new();
    private long _last;

    public string Next()
    {
        lock (_gate)
        {
            _last = Math.Max((clock.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 22, _last + 1);
            return _last.ToString();
        }
    }

    public static DateTimeOffset TimeOf(string id) => DateTimeOffset.FromUnixTimeMilliseconds((long.Parse(id) >> 22) + Epoch);
}
