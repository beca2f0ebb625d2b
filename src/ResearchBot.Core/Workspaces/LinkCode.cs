using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.Core.Workspaces;

/// <summary>A one-time code that an admin carries from one platform to the other: 12 letters and digits, about 59 bits.</summary>
internal static class LinkCode
{
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789"; // none that is easily taken for another

    /// <summary>A new one, in groups that are easily read aloud.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>What is kept of a code, however it was typed.</summary>
    public static string Hash(string typed) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant())));
}
