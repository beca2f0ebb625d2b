using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.Slack.Http;

/// <summary>Slack's signature: of the body's raw bytes and a time that is at most five minutes off.</summary>
internal sealed class RequestSignature
{
    /// <summary>How far a stamp may be from now, either way.</summary>
    public static readonly TimeSpan MostOff = TimeSpan.FromMinutes(5);

    private const string Version = "v0";

    private readonly byte[] _secret;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">There is no secret.</exception>
    public RequestSignature(string secret, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        (_secret, _time) = (Encoding.UTF8.GetBytes(secret), time);
    }

    /// <summary>Whether Slack signed this, just now.</summary>
    public bool IsValid(string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (timestamp is null || signature is null
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(_time.GetUtcNow().ToUnixTimeSeconds() - seconds) > MostOff.TotalSeconds)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        hash.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        hash.AppendData(body);
        var expected = Encoding.ASCII.GetBytes($"{Version}={Convert.ToHexStringLower(hash.GetHashAndReset())}");
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
    }
}

/// <summary>The signatures of the last minutes: what somebody recorded and sends again is refused, for as long as its time would let it pass. Slack
/// signs anew what it sends again.</summary>
internal sealed class SeenSignatures(TimeProvider time)
{
    private const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Signature, DateTimeOffset Until)> _order = new();

    public bool TryAdd(string signature)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (oldest.Until < now || _order.Count >= Most))
            {
                _seen.Remove(_order.Dequeue().Signature);
            }

            if (!_seen.Add(signature))
            {
                return false;
            }

            _order.Enqueue((signature, now + (2 * RequestSignature.MostOff))); // its stamp may be five minutes ahead
            return true;
        }
    }
}
