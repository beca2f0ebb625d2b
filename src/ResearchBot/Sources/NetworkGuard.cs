using System.Net;
using System.Net.Sockets;
using Microsoft.Security.AntiSSRF;

namespace ResearchBot.Sources;

/// <summary>Decides what may be fetched: a host is resolved, every one of its addresses must be global, and exactly one of those that were checked is
/// dialled, so that a name that changes its address meanwhile gains nothing. What is not global is Microsoft's list; the operator's allow list is the only
/// exception.</summary>
internal sealed class NetworkGuard(IOptions<SourcesOptions> options)
{
    private static readonly IPNetwork[] NotGlobal = [.. IPAddressRanges.recommendedLatest.Select(IPNetwork.Parse)];
    private static readonly IPNetwork GlobalUnicast6 = IPNetwork.Parse("2000::/3");

    /// <summary>What no name of the allow list may lead to: the machines' own services, such as a cloud's metadata.</summary>
    private static readonly IPNetwork[] NeverByName = [.. new[] { IPAddressRanges.linkLocal, IPAddressRanges.imds, IPAddressRanges.wireserver, IPAddressRanges.multicast, IPAddressRanges.broadcast, IPAddressRanges.unspecified }
        .SelectMany(ranges => ranges).Select(IPNetwork.Parse)];

    private readonly string[] _names = [.. Entries(options.Value.AllowedHosts).Where(entry => !entry.Contains('/', StringComparison.Ordinal))];
    private readonly IPNetwork[] _networks = [.. Entries(options.Value.AllowedHosts).Where(entry => entry.Contains('/', StringComparison.Ordinal)).Select(IPNetwork.Parse)];

    /// <summary>Finds the addresses of a host; tests put their own in.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Connects to an address; tests count here.</summary>
    public Func<IPEndPoint, CancellationToken, Task<Stream>> Dial { get; init; } = DialAsync;

    public static IEnumerable<string> Entries(string setting) => setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Refuses an address by what is written in it, before anything is resolved.</summary>
    /// <exception cref="UserFacingException">It may not be fetched; the message says why.</exception>
    public void Check(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("https" or "http") || url.Host.Length == 0)
        {
            throw new UserFacingException("Only addresses that begin with https:// are fetched.");
        }

        if (url.UserInfo.Length > 0)
        {
            throw new UserFacingException("An address may hold no name or password. Give it without the part before the @.");
        }

        if (url.Scheme == "http" && !options.Value.AllowHttp)
        {
            throw new UserFacingException("Only addresses that begin with https:// are fetched. The operator can allow others (Sources:AllowHttp).");
        }

        if (IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var literal) && !IsAllowed(literal, IsAllowedByName(url.IdnHost, url.Port)))
        {
            throw Blocked(url.IdnHost);
        }

        if (url.Port is not (80 or 443) && !_names.Contains($"{url.IdnHost}:{url.Port}", StringComparer.OrdinalIgnoreCase))
        {
            throw new UserFacingException($"Port {url.Port} is not fetched from. The operator can allow it for this host (Sources:AllowedHosts).");
        }
    }

    /// <summary>Connects to a host at one of its addresses, all of which were checked.</summary>
    /// <exception cref="UserFacingException">One of them may not be reached.</exception>
    public async Task<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        var name = host.Host.Trim('[', ']');
        var addresses = IPAddress.TryParse(name, out var literal) ? [literal] : await Resolve(name, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new HttpRequestException($"There is no host {name}.");
        }

        var isNamed = IsAllowedByName(name, host.Port);
        if (addresses.FirstOrDefault(address => !IsAllowed(address, isNamed)) is not null)
        {
            throw Blocked(name);
        }

        Exception? last = null;
        foreach (var address in addresses.OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6).Take(4)) // many machines have no way to IPv6
        {
            try
            {
                return await Dial(new IPEndPoint(address, host.Port), cancellationToken);
            }
            catch (SocketException unreachable)
            {
                last = unreachable;
            }
        }

        throw new HttpRequestException($"{name} cannot be reached.", last);
    }

    /// <summary>Whether an address of the internet is meant, and nothing of this machine, its network or a tunnel into them.</summary>
    public static bool IsGlobal(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !NotGlobal.Any(network => network.Contains(plain))
            : plain.AddressFamily == AddressFamily.InterNetworkV6 && plain.ScopeId == 0 && GlobalUnicast6.Contains(plain) && !NotGlobal.Any(network => network.Contains(plain));
    }

    private bool IsAllowed(IPAddress address, bool isNamed)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IsGlobal(plain) || _networks.Any(network => network.Contains(plain)) || (isNamed && !NeverByName.Any(network => network.Contains(plain)));
    }

    private bool IsAllowedByName(string name, int port) => _names.Any(entry =>
    {
        var (allowed, ports) = entry.LastIndexOf(':') is var colon and > 0 && int.TryParse(entry[(colon + 1)..], out var only) ? (entry[..colon], only) : (entry, 0);
        return (ports == 0 || ports == port) && (allowed.StartsWith("*.", StringComparison.Ordinal)
            ? name.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
            : name.Equals(allowed, StringComparison.OrdinalIgnoreCase));
    });

    private static UserFacingException Blocked(string name) =>
        new($"{name} is in a network of its own and not on the internet, so it is not fetched from. The operator can allow it (Sources:AllowedHosts).");

    private static async Task<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
