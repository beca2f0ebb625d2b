using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.FakeDiscord.Gateway;

/// <summary>What outlives a connection: the events that were sent, so that a resume can replay them.</summary>
internal sealed class GatewaySession(string id, Intents intents, int shard, int shards)
{
    private readonly List<JsonObject> _events = [];

    public string Id { get; } = id;

    public Intents Intents { get; } = intents;

    public int TestGateway { get; } = shard;

    public int Shards { get; } = shards;

    public GatewayConnection? Connection { get; set; }

    /// <summary>How many events that the client already has are sent once more at the next resume.</summary>
    public int Duplicates { get; set; }

    public long LastSequence => _events.Count;

    public void Send(string name, JsonObject data)
    {
        var payload = new JsonObject { ["t"] = name, ["s"] = _events.Count + 1, ["op"] = 0, ["d"] = data };
        _events.Add(payload);
        Connection?.Send(payload);
    }

    public int ReplayAfter(long sequence)
    {
        var from = (int)Math.Max(0, sequence - Duplicates);
        Duplicates = 0;
        foreach (var payload in _events.Skip(from))
        {
            Connection!.Send(payload);
        }

        return _events.Count - from;
    }
}

/// <summary>Judges an identify: opens a session, or closes the connection with the code that says why.</summary>
internal sealed class SessionStart(World world, Record record)
{
    private readonly Dictionary<long, Queue<DateTimeOffset>> _recent = [];

    public GatewaySession? Open(GatewayConnection connection, JsonNode? data)
    {
        record.Identifies.Add(world.Clock.GetUtcNow());
        record.Happened("identify");
        var shard = data.List("shard") is [{ } one, { } of] ? (Id: (int)one, Count: (int)of) : (Id: 0, Count: 1);
        var intents = (Intents)(data.Number("intents") ?? -1);
        var refused = data.Text("token") != world.Options.Token ? (4004, "Authentication failed.")
            : data.Field("properties") is not JsonObject ? (4002, "Error while decoding payload.")
            : shard.Count < 1 || shard.Id < 0 || shard.Id >= shard.Count ? (4010, "Invalid shard.")
            : intents < 0 || (intents & ~Intents.Known) != 0 ? (4013, "Invalid intent(s).")
            : (intents & Intents.Privileged & ~world.Options.PrivilegedIntents) != 0 ? (4014, "Disallowed intent(s).")
            : ((int, string)?)null;
        if (refused is var (code, reason))
        {
            connection.Close(code, reason);
            return null;
        }

        if (TooFast(shard.Id % world.Options.MaxConcurrency))
        {
            record.IdentifiesTooFast++;
            GatewayHub.InvalidSession(connection, resumable: false);
            return null;
        }

        var session = new GatewaySession(Guid.NewGuid().ToString("N"), intents, shard.Id, shard.Count) { Connection = connection };
        connection.Session = session;
        return session;
    }

    private bool TooFast(long key)
    {
        var now = world.Clock.GetUtcNow();
        if (!_recent.TryGetValue(key, out var times))
        {
            _recent[key] = times = [];
        }

        while (times.TryPeek(out var first) && now - first >= TimeSpan.FromSeconds(5))
        {
            times.Dequeue();
        }

        times.Enqueue(now);
        return times.Count > 1;
    }
}

/// <summary>The intents of an identify.</summary>
[Flags]
public enum Intents : long
{
    None = 0,
    Guilds = 1 << 0,
    GuildMembers = 1 << 1,
    GuildPresences = 1 << 8,
    GuildMessages = 1 << 9,
    DirectMessages = 1 << 12,
    MessageContent = 1 << 15,
    Privileged = GuildMembers | GuildPresences | MessageContent,

    /// <summary>Every bit that has a meaning.</summary>
    Known = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25,
}
