namespace ResearchBot.Discord.Rendering;

/// <summary>The colour at a message's edge, 0xRRGGBB.</summary>
internal enum Accent
{
    /// <summary>Said and done.</summary>
    Green = 0x2E7D32,

    /// <summary>In part, or with something to look at.</summary>
    Amber = 0xF9A825,

    /// <summary>Nothing, or nothing to judge.</summary>
    Grey = 0x757575,

    /// <summary>Broken.</summary>
    Red = 0xC62828,
}
