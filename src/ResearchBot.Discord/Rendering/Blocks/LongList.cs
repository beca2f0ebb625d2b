using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Rendering.Blocks;

/// <summary>A list that may be too long for a chat: it is cut after two messages, and a file has all of it.</summary>
internal static class LongList
{
    private const int MostMessages = 2;

    /// <param name="blocks">The list.</param>
    /// <param name="isWhole">Whether nothing was cut inside of the blocks.</param>
    /// <param name="file">The name of the file.</param>
    /// <param name="lines">All of it as plain lines.</param>
    public static IReadOnlyList<Block> Shorten(IReadOnlyList<Block> blocks, bool isWhole, string file, IEnumerable<string> lines)
    {
        var parts = MessageSplitter.Split(blocks);
        if (isWhole && parts.Count <= MostMessages)
        {
            return blocks;
        }

        var tail = new Block($"-# Not all of it is shown here; {DiscordMarkdown.Escape(file)} has the whole.") { File = OutgoingFile.OfText(file, string.Join('\n', lines)) };
        List<Block> kept = [.. parts.Take(MostMessages).SelectMany(part => part), tail];
        while (MessageSplitter.Split(kept).Count > MostMessages)
        {
            kept.RemoveAt(kept.Count - 2);
        }

        return kept;
    }
}
