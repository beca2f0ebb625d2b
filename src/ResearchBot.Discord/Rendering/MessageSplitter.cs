using ResearchBot.Discord.Rendering.Blocks;

namespace ResearchBot.Discord.Rendering;

/// <summary>Spreads blocks over messages, each block whole and in order. Discord takes 4,000 characters, 40 components and 10 files.</summary>
internal static class MessageSplitter
{
    /// <summary>Characters of a message's blocks; the mark of the part needs some too.</summary>
    public const int MostCharacters = 3_800;

    // Beside them stand the container, the mark, the row and five buttons.
    private const int MostComponents = 28;
    private const int MostFiles = 9;

    /// <summary>The blocks of each message.</summary>
    public static IReadOnlyList<IReadOnlyList<Block>> Split(IEnumerable<Block> blocks)
    {
        var parts = new List<List<Block>>();
        foreach (var block in blocks)
        {
            if (parts.Count == 0)
            {
                parts.Add([]);
            }
            else if (!Fits(parts[^1], block))
            {
                parts.Add(TakeHeading(parts[^1]));
            }

            parts[^1].Add(block);
        }

        return parts;
    }

    private static bool Fits(List<Block> part, Block block) =>
        part.Sum(one => one.Text.Length + 1) + block.Text.Length < MostCharacters
        && part.Sum(one => one.Components) + block.Components <= MostComponents
        && part.Count(one => one.File is not null) + (block.File is null ? 0 : 1) <= MostFiles;

    /// <summary>A heading goes with what it stands above.</summary>
    private static List<Block> TakeHeading(List<Block> part)
    {
        if (part.Count < 2 || !part[^1].IsHeading)
        {
            return [];
        }

        var heading = part[^1];
        part.RemoveAt(part.Count - 1);
        return [heading];
    }
}
