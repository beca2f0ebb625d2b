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
