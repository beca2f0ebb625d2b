using System.Net.Http.Headers;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ResearchBot.Models;

/// <summary>A request that got no answer, or a refusal instead of one. Nothing of an answer has been received.</summary>
internal sealed class EndpointFault(int? status, string words, TimeSpan? retryAfter = null, bool isTls = false)
    : Exception(status is null ? "The endpoint did not answer." : $"The endpoint refused the request with status {status}.")
{
    /// <summary>Of the refusal; null if nobody answered.</summary>
    public int? Status { get; } = status;

    /// <summary>What the endpoint or the network says; may hold anything, even the key, and is therefore not in the message.</summary>
    public string Words { get; } = words;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether it failed because nobody can be sure who answers.</summary>
    public bool IsTls { get; } = isTls;

    /// <summary>Whether the same request may succeed in a moment.</summary>
    public bool MayPass => Status is null ? !IsTls : Status is 408 or 429 or >= 500;
}

/// <summary>An answer that does not end where an honest one must.</summary>
internal sealed class EndlessAnswerException() : Exception("The answer does not end.");

/// <summary>Turns refusals and broken connections into an <see cref="EndpointFault"/> before a vendor's client sees them, and ends an answer that is
/// longer than it may be.</summary>
internal sealed class EndpointHandler(long mostBytes, TimeProvider time) : DelegatingHandler
{
    private const int MostWordBytes = 2048;

    /// <summary>The connections, for as long as the process lives; whoever uses them sets the deadline.</summary>
    public static SocketsHttpHandler Sockets(int atOnce) => new()
    {
        MaxConnectionsPerServer = atOnce,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed address is noticed
        AllowAutoRedirect = false, // a key goes nowhere but where it was set up for
        UseCookies = false,
        ActivityHeadersPropagator = null,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw new EndpointFault(status: null, fault.Message, isTls: fault.HttpRequestError == HttpRequestError.SecureConnectionError);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EndpointFault(status: null, "No connection in time.");
        }

        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw new EndpointFault((int)response.StatusCode, await WordsAsync(response, cancellationToken), RetryAfter(response));
            }
        }

        response.Content = AnswerStream.ToContent(
            new CappedStream(await response.Content.ReadAsStreamAsync(cancellationToken), mostBytes), response.Content.Headers.ContentType?.MediaType);
        return response;
    }

    private static async Task<string> WordsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var words = new byte[MostWordBytes];
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return Encoding.UTF8.GetString(words, 0, await body.ReadAtLeastAsync(words, words.Length, throwOnEndOfStream: false, cancellationToken));
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return string.Empty;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? asked?.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    private sealed class CappedStream(Stream inner, long mostBytes) : AnswerStream(inner)
    {
        private long _read;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var bytes = await Inner.ReadAsync(buffer, cancellationToken);
            return (_read += bytes) <= mostBytes ? bytes : throw new EndlessAnswerException();
        }
    }
}

/// <summary>An answer's body that is changed or watched while it is read.</summary>
internal abstract class AnswerStream(Stream inner) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    protected Stream Inner => inner;

    public static StreamContent ToContent(Stream stream, string? mediaType) => new(stream)
    {
        Headers = { ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType) },
    };

    /// <summary>JSON as a request's or a response's content.</summary>
    public static ByteArrayContent ToContent(byte[] json) => new(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public static async Task<JsonObject> ReadRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken)) as JsonObject ?? throw new JsonException("The request is no object.");

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
}

/// <summary>Asks a server that refuses a request as such again without the parts of the protocol that it may lack, and leaves them out from then on
/// if that succeeded.</summary>
internal sealed class DialectHandler(bool isOpenAi) : DelegatingHandler
{
    /// <summary>Most often lacking first: the members of a request, and how else a refusal may speak of them.</summary>
    private static readonly (string[] Members, string[] OtherNames)[] Parts =
    [
        (["response_format", "output_config", "output_format"], ["json_schema", "structured output"]),
        (["temperature"], []),
        ([LimitName, NewLimitName], []),
        (["stream_options"], ["include_usage"]),
    ];

    /// <summary>OpenAI's newer models refuse <c>max_tokens</c>; many other servers pass over <c>max_completion_tokens</c>, and write without end.</summary>
    public const string LimitName = "max_tokens";
    public const string NewLimitName = "max_completion_tokens";

    private uint _known;

    public static void RenameLimit(JsonObject body, string from, string to)
    {
        if (body.Remove(from, out var limit))
        {
            body[to] = limit;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await AnswerStream.ReadRequestAsync(request, cancellationToken);
        var possible = PossibleFor(body);
        var left = possible & Volatile.Read(ref _known);
        while (true)
        {
            request.Content = AnswerStream.ToContent(Encoding.UTF8.GetBytes(Without(left, body).ToJsonString()));
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                Interlocked.Or(ref _known, left);
                return response;
            }
            catch (EndpointFault refused) when (refused.Status is 400 or 422 && Next(refused.Words, possible & ~left) is var next && next != 0)
            {
                left |= next;
            }
        }
    }

    private uint PossibleFor(JsonObject body)
    {
        var possible = 0u;
        foreach (var (place, (members, _)) in Parts.Index())
        {
            possible |= members.Any(body.ContainsKey) && (isOpenAi || members[0] != LimitName) ? 1u << place : 0;
        }

        return possible;
    }

    private static JsonObject Without(uint left, JsonObject body)
    {
        var fewer = (JsonObject)body.DeepClone();
        foreach (var (place, (members, _)) in Parts.Index().Where(part => (left & (1u << part.Index)) != 0))
        {
            if (members[0] == LimitName)
            {
                var isOld = body.ContainsKey(LimitName);
                RenameLimit(fewer, isOld ? LimitName : NewLimitName, isOld ? NewLimitName : LimitName);
                continue;
            }

            foreach (var member in members)
            {
                fewer.Remove(member);
            }
        }

        return fewer;
    }

    /// <summary>The part that the refusal names, else the one that most servers lack.</summary>
    private static uint Next(string words, uint open)
    {
        foreach (var (place, (members, otherNames)) in Parts.Index())
        {
            if ((open & (1u << place)) != 0 && members.Concat(otherNames).Any(name => words.Contains(name, StringComparison.OrdinalIgnoreCase)))
            {
                return 1u << place;
            }
        }

        return open == 0 ? 0 : 1u << BitOperations.TrailingZeroCount(open);
    }
}
