using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace ResearchBot.Sources;

/// <summary>Fetches from the web within limits: what <see cref="NetworkGuard"/> allows, a deadline, at most five redirects each of which is checked, and
/// bytes counted before and after decompression. Hosts are not asked more often than their pace allows.</summary>
internal sealed class WebFetcher(NetworkGuard guard, IOptions<SourcesOptions> options, TimeProvider time) : IDisposable
{
    private const int MostRedirects = 5;

    private readonly HttpMessageInvoker _http = new(CreateHandler(guard, options.Value));
    private readonly HostPace _pace = new(options.Value.RequestsPerSecond, time);

    /// <summary>Asks for an address and reads what comes whole.</summary>
    /// <exception cref="UserFacingException">It may not be fetched, is too large, or cannot be had now; then it is a failure.</exception>
    public async Task<WebPage> GetAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.DeadlineSeconds), time);
        return await RunAsync(request, deadline, async (response, url, ending) =>
        {
            var bytes = response.StatusCode == HttpStatusCode.OK ? await ReadAsync(response, request.MaxBytes, ending) : [];
            return WebPage.Of(url, response, bytes);
        }, cancellationToken);
    }

    /// <summary>Asks for something large and hands its content on while it comes.</summary>
    /// <exception cref="UserFacingException">As above, or it is not there.</exception>
    public async Task<T> ReadAsync<T>(FetchRequest request, TimeSpan longest, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(longest, time);
        return await RunAsync(request, deadline, async (response, url, ending) =>
        {
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw WebPage.Of(url, response, []).ToException();
            }

            await using var content = await OpenAsync(response, request.MaxBytes, ending);
            return await read(content, ending);
        }, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> RunAsync<T>(
        FetchRequest request, CancellationTokenSource deadline, Func<HttpResponseMessage, Uri, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var (response, url) = await FollowAsync(request, either.Token);
            using (response)
            {
                return await read(response, url, either.Token);
            }
        }
        catch (HttpRequestException wrapped) when (Find<UserFacingException>(wrapped) is { } refused)
        {
            throw refused;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UserFacingException($"{request.Url.Host} took too long (Sources:DeadlineSeconds).", isFailure: true);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            var why = Find<AuthenticationException>(fault) is null ? "cannot be reached, or broke off" : "has no certificate that this machine trusts";
            throw new UserFacingException($"{request.Url.Host} {why}.", isFailure: true, fault);
        }
    }

    private async Task<(HttpResponseMessage Response, Uri Url)> FollowAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var url = request.Url;
        for (var hops = 0; ; hops++)
        {
            guard.Check(url);
            await _pace.WaitAsync(url.Authority, request.Pace, cancellationToken);
            using var message = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version11 };
            message.Headers.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
            message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br;q=0.9, identity;q=0.5");
            foreach (var (name, value) in request.Headers.Where(header => header.Key != "Authorization" || url.Authority == request.Url.Authority))
            {
                message.Headers.TryAddWithoutValidation(name, value); // a token goes to the host it was meant for, and no further
            }

            var response = await _http.SendAsync(message, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } next)
            {
                return (response, url);
            }

            response.Dispose();
            if (hops == MostRedirects)
            {
                throw new UserFacingException($"{request.Url.Host} redirects more than {MostRedirects} times.");
            }

            next = new Uri(url, next);
            if (url.Scheme == "https" && next.Scheme == "http")
            {
                throw new UserFacingException($"{url.Host} redirects from https to http, which is not followed.");
            }

            url = next;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, long most, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(response, most, cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>A body whose bytes are counted packed and unpacked.</summary>
    private static async Task<Stream> OpenAsync(HttpResponseMessage response, long most, CancellationToken cancellationToken)
    {
        var host = response.RequestMessage?.RequestUri?.Host ?? string.Empty;
        if (response.Content.Headers.ContentLength > most)
        {
            throw CountedStream.TooLarge(host, most);
        }

        var packed = new CountedStream(await response.Content.ReadAsStreamAsync(cancellationToken), most, host);
        Stream plain = response.Content.Headers.ContentEncoding.ToArray() switch
        {
            [] or ["identity"] => packed,
            ["gzip" or "x-gzip"] => new GZipStream(packed, CompressionMode.Decompress),
            ["br"] => new BrotliStream(packed, CompressionMode.Decompress),
            ["deflate"] => new ZLibStream(packed, CompressionMode.Decompress),
            _ => throw new UserFacingException($"{host} packs its pages in a way that is not read."),
        };
        return new CountedStream(plain, most, host);
    }

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        while (fault is not null and not T)
        {
            fault = fault.InnerException;
        }

        return fault as T;
    }

    private static SocketsHttpHandler CreateHandler(NetworkGuard guard, SourcesOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = options.Proxy.Length > 0,
            MaxResponseHeadersLength = 64,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxConnectionsPerServer = 4,
            ActivityHeadersPropagator = null,
        };
        if (options.Proxy.Length > 0)
        {
            handler.Proxy = new WebProxy(options.Proxy); // the only host that is dialled, and the operator's
        }
        else
        {
            handler.ConnectCallback = async (context, cancellationToken) => await guard.ConnectAsync(context.DnsEndPoint, cancellationToken);
        }

        return handler;
    }
}

/// <summary>What is asked of the web.</summary>
/// <param name="MaxBytes">Of the body, packed and unpacked.</param>
internal sealed record FetchRequest(Uri Url, long MaxBytes)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the host wants to be left alone after this request; zero if it says nothing.</summary>
    public TimeSpan Pace { get; init; }
}

/// <summary>What came: a page, or a status without a body.</summary>
/// <param name="Url">Where it was found, after redirects.</param>
/// <param name="Bytes">Unpacked.</param>
internal sealed record WebPage(Uri Url, HttpStatusCode Status, byte[] Bytes, string? MediaType, string? Charset, string? ETag, DateTimeOffset? Modified, string? Robots)
{
    public bool IsGone => Status is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    public bool IsHtml => MediaType is "text/html" or "application/xhtml+xml";

    public static WebPage Of(Uri url, HttpResponseMessage response, byte[] bytes)
    {
        var type = response.Content.Headers.ContentType;
        response.Headers.TryGetValues("X-Robots-Tag", out var robots);
        return new WebPage(
            url, response.StatusCode, bytes, type?.MediaType?.ToLowerInvariant(), type?.CharSet?.Trim('"', '\''), response.Headers.ETag?.ToString(),
            response.Content.Headers.LastModified, robots is null ? null : string.Join(',', robots));
    }

    /// <summary>Why there is no page, for a person.</summary>
    public UserFacingException ToException() => (int)Status switch
    {
        404 or 410 => new UserFacingException($"{Url.Host} has no such page ({(int)Status}). Check the address."),
        401 or 403 => new UserFacingException($"{Url.Host} does not show this to the bot ({(int)Status}): it asks for a login, or shuts programs out."),
        429 => new UserFacingException($"{Url.Host} wants fewer requests (429). Try again later.", isFailure: true),
        >= 500 => new UserFacingException($"{Url.Host} has a fault of its own ({(int)Status}). Try again later.", isFailure: true),
        _ => new UserFacingException($"{Url.Host} answered with {(int)Status} and no page."),
    };
}

/// <summary>Counts what is read, and refuses what is too much.</summary>
internal sealed class CountedStream(Stream inner, long most, string host) : Stream
{
    private long _read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public static UserFacingException TooLarge(string host, long most) => new($"What {host} sends has over {most / 1048576.0:0.#} MB.");

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Count(await inner.ReadAsync(buffer, cancellationToken));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Count(await inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int bytes) => (_read += bytes) <= most ? bytes : throw TooLarge(host, most);
}

/// <summary>Keeps the time between requests to each host.</summary>
internal sealed class HostPace(int perSecond, TimeProvider time)
{
    private const int MostHosts = 1_000;

    private readonly Dictionary<string, DateTimeOffset> _next = [];

    /// <summary>Waits until the host may be asked, and takes the turn.</summary>
    /// <param name="wanted">How long the host itself wants to be left alone.</param>
    public async Task WaitAsync(string host, TimeSpan wanted, CancellationToken cancellationToken)
    {
        var pause = perSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1.0 / perSecond);
        pause = wanted > pause ? wanted : pause;
        TimeSpan wait;
        lock (_next)
        {
            var now = time.GetUtcNow();
            if (_next.Count >= MostHosts)
            {
                _next.Clear();
            }

            var turn = _next.TryGetValue(host, out var free) && free > now ? free : now;
            _next[host] = turn + pause;
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
