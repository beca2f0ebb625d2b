using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.Discord.Replies;

/// <summary>Names a message that will be sent, the same for every attempt and every process, so that Discord takes it once.</summary>
internal static class Nonce
{
    private const int Characters = 24; // Discord takes 25

    /// <param name="cause">The id of what it answers.</param>
    /// <param name="purpose">What it is: two messages about one cause must not swallow each other.</param>
    /// <param name="part">Its number among the parts.</param>
    public static string Of(string cause, string purpose, int part) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{cause}/{purpose}/{part}")))[..Characters];
}
