using ResearchBot.FakeSlack.SocketMode;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Control;

/// <summary>What can be done to open sockets. Without a number it is done to all.</summary>
public sealed class SocketFaults
{
    private readonly World _world;
    private readonly SocketHub _hub;

    internal SocketFaults(World world, SocketHub hub) => (_world, _hub) = (world, hub);

    /// <summary>The numbers of the sockets that had their hello and are open.</summary>
    public IReadOnlyList<int> Live
    {
        get
        {
            lock (_world.Gate)
            {
                return [.. _hub.Connections.Where(one => one.IsLive).Select(one => one.Number)];
            }
        }
    }

    /// <summary>warning, refresh_requested, link_disabled (no new sockets either) or any other reason.</summary>
    public void Disconnect(string reason, int? socket = null) => Each(socket, one => _hub.Disconnect(one, reason));

    /// <summary>After link_disabled: Socket Mode is switched on again.</summary>
    public void SwitchOn()
    {
        lock (_world.Gate)
        {
            _hub.IsOn = true;
        }
    }

    public void CloseWith(int code, int? socket = null) => Each(socket, one => one.Close(code, "closed by the test"));

    /// <summary>The TCP connection ends without a close frame (a client sees 1006): by FIN or by RST.</summary>
    public void Break(bool reset, int? socket = null) => Each(socket, one => one.Break(reset));

    /// <summary>Nothing is read or sent any more; the TCP connection stays.</summary>
    public void Freeze(int? socket = null) => Each(socket, one => one.Stream.IsFrozen = true);

    /// <summary>Pings of the client get no pong; all else works.</summary>
    public void StopPongs(int? socket = null) => Each(socket, one => one.Stream.SwallowsPongs = true);

    public void SendText(string text, int? socket = null) => Each(socket, one => one.SendText(text));

    public void SendBinary(byte[] bytes, int? socket = null) => Each(socket, one => one.SendBinary(bytes));

    /// <summary>Sends an event again, whether or not it was acknowledged.</summary>
    public void Resend(Envelope envelope, int attempt = 1, bool sameEnvelopeId = false) => _hub.Resend(envelope, attempt, sameEnvelopeId);

    private void Each(int? socket, Action<SocketConnection> act)
    {
        lock (_world.Gate)
        {
            foreach (var one in _hub.Connections.Where(one => socket is null || one.Number == socket))
            {
                act(one);
            }
        }
    }
}
