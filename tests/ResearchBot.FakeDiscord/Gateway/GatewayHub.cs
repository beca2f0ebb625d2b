using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.FakeDiscord.Gateway;

/// <summary>All connections and sessions; answers the client's payloads and dispatches events.</summary>
internal sealed class GatewayHub(World world, Faults faults, Record record)
{
    private readonly Dictionary<string, GatewaySession> _sessions = [];
    private readonly HashSet<GatewayConnection> _connections = [];
    private readonly SessionStart _start = new(world, record);

    public Faults Faults => faults;

    /// <summary>Where the server is reached; set when it listens.</summary>
    public string WebSocketUrl { get; set; } = "";

    public async Task AcceptAsync(HttpContext http, bool onResumeUrl)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var query = http.Request.Query;
        var connection = new GatewayConnection(this, http, socket, query["compress"] == "zlib-stream", onResumeUrl);
        lock (world.Gate)
        {
            _connections.Add(connection);
            record.Connections.Add(http.Request.Path + http.Request.QueryString);
            record.Happened("connected");
            if (query["v"] != "10")
            {
                connection.Close(4012, "Invalid API version");
            }
            else if (!faults.NeverHello)
            {
                connection.Heartbeats = new HeartbeatWatch(world.Clock, world.Options.HeartbeatInterval, missed => MissedBeat(connection, missed));
                connection.Send(new JsonObject
                {
                    ["t"] = null,
                    ["s"] = null,
                    ["op"] = 10,
                    ["d"] = new JsonObject { ["heartbeat_interval"] = (int)world.Options.HeartbeatInterval.TotalMilliseconds, ["_trace"] = Trace() },
                });
            }
        }

        await connection.RunAsync(http.RequestAborted);
    }

    public void Received(GatewayConnection connection, JsonObject? payload)
    {
        lock (world.Gate)
        {
            if (payload is null)
            {
                connection.Close(4002, "Error while decoding payload.");
            }
            else if (connection.Payloads.Exceeds(world.Clock.GetUtcNow()))
            {
                record.PayloadsOverLimit++;
                connection.Close(4008, "You are being rate limited.");
            }
            else
            {
                Answer(connection, payload.Number("op"), payload.Field("d"));
            }
        }
    }

    public void Ended(GatewayConnection connection, int? code)
    {
        lock (world.Gate)
        {
            connection.Heartbeats?.Dispose();
            _connections.Remove(connection);
            record.Closes.Add(code);
            record.Happened("disconnected");
            if (connection.Session is { } session && session.Connection == connection)
            {
                session.Connection = null;
                if (code is 1000 or 1001)
                {
                    _sessions.Remove(session.Id);
                }
            }
        }
    }

    /// <summary>Sends an event to the sessions of the guild's shard that have one of the intents; no intent named: to all.</summary>
    public void Dispatch(string name, string? guildId, Intents needed, Func<GatewaySession, JsonObject> shape)
    {
        foreach (var session in _sessions.Values.ToList())
        {
            var shard = guildId is null ? 0 : (int)((ulong.Parse(guildId) >> 22) % (ulong)session.Shards);
            if (shard == session.TestGateway && (needed == Intents.None || (session.Intents & needed) != 0))
            {
                session.Send(name, shape(session));
            }
        }
    }

    public void Dispatch(string name, string? guildId, Intents needed, JsonObject data) =>
        Dispatch(name, guildId, needed, _ => (JsonObject)data.DeepClone());

    public IReadOnlyList<GatewayConnection> Connections => [.. _connections];

    public void Forget(GatewaySession session) => _sessions.Remove(session.Id);

    private void Answer(GatewayConnection connection, long? op, JsonNode? data)
    {
        switch (op)
        {
            case 1:
                record.Heartbeats++;
                connection.Heartbeats?.Beat();
                if (!faults.NoAck)
                {
                    connection.Send(new JsonObject { ["t"] = null, ["s"] = null, ["op"] = 11, ["d"] = null });
                }

                break;
            case 2 when connection.Session is not null:
                connection.Close(4005, "Already authenticated.");
                break;
            case 2 when _start.Open(connection, data) is { } session:
                _sessions[session.Id] = session;
                Welcome(session);
                break;
            case 2:
                break;
            case 6:
                Resume(connection, data);
                break;
            case 3 or 4 or 8 or 31 or 43:
                if (connection.Session is null)
                {
                    connection.Close(4003, "Not authenticated.");
                }

                break;
            default:
                connection.Close(4001, "Unknown opcode.");
                break;
        }
    }

    private void Welcome(GatewaySession session)
    {
        var guilds = world.Guilds.Values.Where(guild => guild.Members.ContainsKey(world.Bot.Id) && (int)((ulong.Parse(guild.Id) >> 22) % (ulong)session.Shards) == session.TestGateway).ToList();
        if (!faults.NeverReady)
        {
            session.Send("READY", GatewayPayloads.Ready(world, session, guilds, $"{WebSocketUrl}/resume", Trace()));
        }

        if (session.Intents.HasFlag(Intents.Guilds))
        {
            foreach (var guild in guilds)
            {
                session.Send("GUILD_CREATE", GatewayPayloads.GuildCreate(world, guild));
            }
        }

        record.Happened("identified");
    }

    private void Resume(GatewayConnection connection, JsonNode? data)
    {
        record.Resumes.Add(connection.OnResumeUrl);
        if (data.Text("token") != world.Options.Token)
        {
            connection.Close(4004, "Authentication failed.");
            return;
        }

        if (!_sessions.TryGetValue(data.Text("session_id") ?? "", out var session))
        {
            InvalidSession(connection, resumable: false);
            return;
        }

        var sequence = data.Number("seq") ?? -1;
        if (sequence < 0 || sequence > session.LastSequence)
        {
            _sessions.Remove(session.Id);
            connection.Close(4007, "Invalid seq.");
            return;
        }

        session.Connection?.Drop();
        session.Connection = connection;
        connection.Session = session;
        record.EventsReplayed += session.ReplayAfter(sequence);
        if (!faults.NeverResumed)
        {
            session.Send("RESUMED", new JsonObject { ["_trace"] = Trace() });
        }

        record.Happened("resumed");
    }

    public static void InvalidSession(GatewayConnection connection, bool resumable) =>
        connection.Send(new JsonObject { ["t"] = null, ["s"] = null, ["op"] = 9, ["d"] = resumable });

    private void MissedBeat(GatewayConnection connection, int missed)
    {
        lock (world.Gate)
        {
            record.HeartbeatsMissed++;
            record.Happened("heartbeat missed");
            if (missed >= 2)
            {
                connection.Heartbeats?.Dispose();
                connection.Close(4009, "Session timed out.");
            }
        }
    }

    private static JsonArray Trace() => ["[\"gateway-fake\",{\"micros\":0.0}]"];
}
