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

    /// <param name="secret">Slack's signing secret.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">There is no secret.</exception>
    public RequestSignature(string secret, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        (_secret, _time) = (Encoding.UTF8.GetBytes(secret), time);
    }

    /// <summary>Whether Slack signed this, just now.</summary>
    /// <param name="timestamp">The header with the time; null where there is none.</param>
    /// <param name="signature">The header with the signature; null where there is none.</param>
    /// <param name="body">As it came.</param>
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
