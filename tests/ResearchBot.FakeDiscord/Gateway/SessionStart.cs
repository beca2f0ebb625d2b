using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.FakeDiscord.Gateway;

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
