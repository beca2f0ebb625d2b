using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>What the gateway does to the connections that are open now.</summary>
public sealed class GatewayFaults
{
    private readonly World _world;
    private readonly GatewayHub _gateway;

    internal GatewayFaults(World world, GatewayHub gateway) => (_world, _gateway) = (world, gateway);

    /// <summary>Breaks the TCP connections; the sessions can be resumed.</summary>
    public void Drop() => Each(connection => connection.Drop());

    /// <summary>Breaks them, and sends so many events that the client has once more at its resume.</summary>
    public void DropAndReplay(int duplicates) => Each(connection =>
    {
        if (connection.Session is { } session)
        {
            session.Duplicates = duplicates;
        }

        connection.Drop();
    });

    /// <summary>Closes with a code. After 4007 and 4009 the session is gone.</summary>
    public void CloseWith(int code) => Each(connection =>
    {
        if (code is 4007 or 4009 && connection.Session is { } session)
        {
            _gateway.Forget(session);
        }

        connection.Close(code, "");
    });

    public void Op7() => Each(connection => connection.Send(new JsonObject { ["t"] = null, ["s"] = null, ["op"] = 7, ["d"] = null }));

    public void Op9(bool resumable) => Each(connection =>
    {
        if (!resumable && connection.Session is { } session)
        {
            _gateway.Forget(session);
        }

        GatewayHub.InvalidSession(connection, resumable);
    });

    /// <summary>Op 1: the client has to beat at once.</summary>
    public void AskForHeartbeat() => Each(connection => connection.Send(new JsonObject { ["t"] = null, ["s"] = null, ["op"] = 1, ["d"] = null }));

    /// <summary>Sends what is no payload at all.</summary>
    public void SendRaw(string text) => Each(connection => connection.SendRaw(text));

    /// <summary>Neither reads nor sends on these connections any more; they stay open.</summary>
    public void Freeze() => Each(connection => connection.IsFrozen = true);

    /// <summary>Sends any event, for fields and events that no method here makes.</summary>
    public void Dispatch(string name, JsonObject data, string? guildId = null)
    {
        lock (_world.Gate)
        {
            _gateway.Dispatch(name, guildId, Intents.None, data);
        }
    }

    private void Each(Action<GatewayConnection> action)
    {
        lock (_world.Gate)
        {
            foreach (var connection in _gateway.Connections)
            {
                action(connection);
            }
        }
    }
}
