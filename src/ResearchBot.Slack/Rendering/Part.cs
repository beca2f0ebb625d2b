using System.Text.Json.Nodes;

namespace ResearchBot.Slack.Rendering;

/// <summary>Blocks that stand together in one message.</summary>
internal sealed record Part(params JsonObject[] Blocks)
{
    /// <summary>The text that was too long to be shown; null where there is none.</summary>
    public TextFile? File { get; init; }

    /// <summary>Whether something in it is not shown whole.</summary>
    public bool IsCut { get; init; }

    /// <summary>How many characters it shows.</summary>
    public int Length { get; } = Blocks.Sum(Kit.LengthOf);
}
