using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.FakeSlack.HttpMode;

/// <summary>X-Slack-Signature: HMAC-SHA256 over "v0:", the stamp, ":" and the raw body.</summary>
internal static class Signing
{
    public static (string? Stamp, string? Signature) Sign(string secret, string body, DateTimeOffset now, SignatureKind kind)
    {
        var seconds = now.ToUnixTimeSeconds() + kind switch { SignatureKind.Stale => -301, SignatureKind.Future => 301, _ => 0 };
        var stamp = kind == SignatureKind.GarbledStamp ? "now" : seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var key = Encoding.UTF8.GetBytes(kind == SignatureKind.Forged ? secret + "x" : secret);
        var signed = kind == SignatureKind.OtherBody ? body + " " : body;
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"v0:{stamp}:{signed}")));
        var signature = kind switch
        {
            SignatureKind.Missing => null,
            SignatureKind.OtherVersion => $"v1={hash}",
            _ => $"v0={hash}",
        };
        return (kind == SignatureKind.MissingStamp ? null : stamp, signature);
    }
}
