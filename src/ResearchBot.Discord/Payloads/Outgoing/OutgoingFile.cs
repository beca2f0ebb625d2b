using System.Text;
using ResearchBot.Core.Text;

namespace ResearchBot.Discord.Payloads;

/// <summary>A file that goes with a message.</summary>
/// <param name="Name">The bot's own, never a foreign one: lower case letters, digits, hyphens and one dot, as Discord keeps it.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record OutgoingFile(string Name, byte[] Bytes)
{
    // Discord takes 10 MiB for a file and 25 MiB for a request.
    private const int MostBytes = 8 << 20;

    /// <summary>A text file; what does not fit is cut off with a line that says so.</summary>
    public static OutgoingFile OfText(string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(OutgoingText.Clean(text));
        if (bytes.Length <= MostBytes)
        {
            return new OutgoingFile(name, bytes);
        }

        var end = MostBytes;
        while ((bytes[end] & 0xC0) == 0x80) // inside a character
        {
            end--;
        }

        return new OutgoingFile(name, [.. bytes.AsSpan(0, end), .. "\n(cut: the rest is too large for Discord)\n"u8]);
    }
}
