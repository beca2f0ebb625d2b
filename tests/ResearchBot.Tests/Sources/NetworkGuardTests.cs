using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using ResearchBot.Core;
using ResearchBot.Sources;

namespace ResearchBot.Tests.Sources;

/// <summary>Nothing but the internet is dialled, however an address is written, whatever a name resolves to and wherever a site redirects.</summary>
public sealed class NetworkGuardTests
{
    private const string Public = "93.184.215.14";

    private static readonly string[] Inner4 =
    [
        "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.1", "192.168.0.1", "192.168.255.1", "169.254.169.254",
        "169.254.170.2", "100.64.0.1", "100.100.100.200", "100.127.255.254", "192.0.0.192", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    ];

    private static readonly string[] Inner6 =
    [
        "::", "::1", "fe80::1", "febf::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2001:10::1", "2002::1", "64:ff9b::1", "64:ff9b:1::1",
        "100::1", "3fff::1", "5f00::1", "4000::1", "::ffff:0:127.0.0.1", "0:0:0:0:0:0:0:1", "0000:0000:0000:0000:0000:0000:0000:0001",
    ];

    private static readonly string[] Names =
    [
        "localhost", "localhost.", "LOCALHOST", "a.localhost", "ip6-localhost", "metadata.google.internal", "metadata", "router.local", "printer", "wiki.intranet", "127.0.0.1.nip.example",
        "127。0。0。1", "①②⑦.⓪.⓪.①", "１２７.０.０.１", "xn--80ak6aa92e.example", "bücher.example", "localtest.example.", "0", "0x7f.1", "1.1.1.1.internal", "kubernetes.default.svc",
    ];

    public static IReadOnlyList<string> Hosts { get; } =
        [.. Inner4.SelectMany(Spellings), .. Inner6.Select(address => $"[{address}]"), .. Names];

    [Fact]
    public async Task No_address_of_an_inner_network_is_dialled_in_any_spelling()
    {
        Hosts.Count.ShouldBeGreaterThan(200);
        foreach (var url in Hosts.SelectMany(host => new[] { $"http://{host}/", $"https://{host}/a?b=c" }))
        {
            using var web = new GuardedWeb(_ => [IPAddress.Loopback]);
            await web.ShouldRefuseAsync(url);
            web.Dialled.ShouldBeEmpty(url);
        }
    }

    [Fact]
    public async Task No_redirect_leads_there()
    {
        foreach (var host in Hosts)
        {
            using var web = new GuardedWeb(name => name == "site.example" ? [IPAddress.Parse(Public)] : [IPAddress.Loopback]) { Answer = _ => $"HTTP/1.1 302 Found\r\nLocation: http://{host}/\r\nContent-Length: 0\r\n\r\n" };
            await web.TryAsync("http://site.example/"); // an address that is none in any spelling is not even a redirect
            web.Dialled.ShouldBe([Public], host);
        }
    }

    /// <summary>The name has another address each time it is asked for, and several at once.</summary>
    [Fact]
    public async Task No_name_that_changes_its_address_leads_there()
    {
        var asked = 0;
        using var web = new GuardedWeb(_ => (asked++ % 3) switch
        {
            0 => [IPAddress.Parse(Public)],
            1 => [IPAddress.Parse("169.254.169.254")],
            _ => [IPAddress.Parse(Public), IPAddress.Parse("10.0.0.1")],
        });
        for (var i = 0; i < 60; i++)
        {
            await web.TryAsync($"http://rebinding{i / 2}.example/");
        }

        web.Dialled.Count.ShouldBe(20);
        web.Dialled.ShouldAllBe(address => address == Public);
    }

    [Theory]
    [InlineData("http://me@site.example/", "no name or password")]
    [InlineData("http://me:secret@site.example/", "no name or password")]
    [InlineData("http://site.example:22/", "Port 22")]
    [InlineData("https://site.example:8443/", "Port 8443")]
    [InlineData("ftp://site.example/", "begin with https://")]
    [InlineData("file:///etc/passwd", "begin with https://")]
    [InlineData("gopher://site.example/", "begin with https://")]
    public async Task What_is_written_in_an_address_may_be_enough_to_refuse_it(string url, string reason)
    {
        using var web = new GuardedWeb(_ => [IPAddress.Parse(Public)]);
        (await web.ShouldRefuseAsync(url)).ShouldContain(reason);
        web.Dialled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Plain_http_is_fetched_only_where_the_operator_allows_it_and_never_after_https()
    {
        using var web = new GuardedWeb(_ => [IPAddress.Parse(Public)], new SourcesOptions());
        (await web.ShouldRefuseAsync("http://site.example/")).ShouldContain("Sources:AllowHttp");
        web.Dialled.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("wiki.intranet", "10.1.2.3", true)]
    [InlineData("wiki.intranet", "169.254.169.254", false)]
    [InlineData("other.intranet", "10.1.2.3", false)]
    [InlineData("a.corp.example", "192.168.7.7", true)]
    [InlineData("corp.example", "192.168.7.7", false)]
    [InlineData("any.example", "172.20.1.1", true)]
    [InlineData("any.example", "172.21.1.1", false)]
    [InlineData("any.example", "::ffff:172.20.1.1", true)]
    public async Task An_operator_allows_hosts_and_networks_of_the_intranet_one_by_one(string host, string address, bool isDialled)
    {
        using var web = new GuardedWeb(_ => [IPAddress.Parse(address)], new SourcesOptions { AllowHttp = true, AllowedHosts = "wiki.intranet, *.corp.example, 172.20.0.0/16" });
        (await web.TryAsync($"http://{host}/")).ShouldBe(isDialled);
        web.Dialled.Count.ShouldBe(isDialled ? 1 : 0);
    }

    [Fact]
    public async Task A_host_is_left_alone_between_two_requests_and_longer_where_it_asks_for_it()
    {
        var time = new FakeTimeProvider();
        var pace = new HostPace(perSecond: 4, time);
        await pace.WaitAsync("one.example", TimeSpan.Zero, TestContext.Current.CancellationToken);
        await pace.WaitAsync("two.example", TimeSpan.Zero, TestContext.Current.CancellationToken);
        var next = pace.WaitAsync("one.example", TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(200));
        next.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(100));
        await next;
        var polite = pace.WaitAsync("one.example", TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(9));
        polite.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(2));
        await polite;
    }

    [Fact]
    public async Task A_token_does_not_follow_a_redirect_to_another_host()
    {
        using var web = new GuardedWeb(_ => [IPAddress.Parse(Public)])
        {
            Answer = asked => asked.Contains("Host: one.example", StringComparison.Ordinal)
                ? "HTTP/1.1 302 Found\r\nLocation: http://two.example/\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        };
        await web.Fetcher.GetAsync(new FetchRequest(new Uri("http://one.example/"), 1_000) { Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer secret" } }, TestContext.Current.CancellationToken);
        web.Requests.Select(request => request.Contains("secret", StringComparison.Ordinal)).ShouldBe([true, false]);
    }

    private static string[] Spellings(string address)
    {
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        var number = (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
        var (high, low) = ((number >> 16).ToString("x", CultureInfo.InvariantCulture), (number & 0xFFFF).ToString("x", CultureInfo.InvariantCulture));
        return
        [
            address, $"{address}.", number.ToString(CultureInfo.InvariantCulture), $"0x{number:x}", "0" + Convert.ToString(number, 8),
            string.Join('.', bytes.Select(part => $"0x{part:x}")), string.Join('.', bytes.Select(part => "0" + Convert.ToString(part, 8))),
            $"{bytes[0]}.{number & 0xFFFFFF}", $"[::ffff:{address}]", $"[::ffff:{high}:{low}]", $"[::{high}:{low}]",
            $"[64:ff9b::{high}:{low}]", $"[64:ff9b:1::{high}:{low}]", $"[2002:{high}:{low}::1]",
        ];
    }

    /// <summary>A fetcher whose names a test resolves, and whose connections it counts.</summary>
    private sealed class GuardedWeb : IDisposable
    {
        public GuardedWeb(Func<string, IPAddress[]> resolve, SourcesOptions? options = null)
        {
            var settings = Options.Create(options ?? new SourcesOptions { AllowHttp = true, RequestsPerSecond = 0 });
            var guard = new NetworkGuard(settings)
            {
                Resolve = (name, _) => Task.FromResult(resolve(name)),
                Dial = (address, _) =>
                {
                    Dialled.Add((address.Address.IsIPv4MappedToIPv6 ? address.Address.MapToIPv4() : address.Address).ToString());
                    return Task.FromResult<Stream>(new CannedStream(this));
                },
            };
            Fetcher = new WebFetcher(guard, settings, TimeProvider.System);
        }

        public WebFetcher Fetcher { get; }
        public List<string> Dialled { get; } = [];
        public List<string> Requests { get; } = [];
        public Func<string, string> Answer { get; init; } = _ => "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

        public async Task<string> ShouldRefuseAsync(string url)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            {
                return string.Empty;
            }

            var refused = await Should.ThrowAsync<UserFacingException>(() => Fetcher.GetAsync(new FetchRequest(address, 1_000), TestContext.Current.CancellationToken), url);
            refused.IsFailure.ShouldBeFalse($"{url}: {refused.Message}");
            return refused.Message;
        }

        public async Task<bool> TryAsync(string url)
        {
            try
            {
                await Fetcher.GetAsync(new FetchRequest(new Uri(url), 1_000), TestContext.Current.CancellationToken);
                return true;
            }
            catch (UserFacingException)
            {
                return false;
            }
        }

        public void Dispose() => Fetcher.Dispose();

        /// <summary>Answers each request that is written to it.</summary>
        private sealed class CannedStream(GuardedWeb web) : Stream
        {
            private readonly MemoryStream _answer = new();
            private readonly SemaphoreSlim _asked = new(0);

            public override bool CanRead => true;
            public override bool CanSeek => false;
            public override bool CanWrite => true;
            public override long Length => throw new NotSupportedException();
            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

            public override void Write(byte[] buffer, int offset, int count)
            {
                var request = Encoding.Latin1.GetString(buffer, offset, count);
                web.Requests.Add(request);
                _answer.SetLength(0);
                _answer.Write(Encoding.Latin1.GetBytes(web.Answer(request)));
                _answer.Position = 0;
                _asked.Release();
            }

            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                Write(buffer.ToArray(), 0, buffer.Length);
                return ValueTask.CompletedTask;
            }

            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                if (_answer.Position == _answer.Length)
                {
                    await _asked.WaitAsync(cancellationToken);
                }

                return _answer.Read(buffer.Span);
            }

            public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override void Flush()
            {
            }

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();
        }
    }
}
