namespace ResearchBot.Tests.Support;

/// <summary>Counted bars run at a tenth of their size or less, and in full where RESEARCHBOT_SCALE is "full".</summary>
internal static class TestScale
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("RESEARCHBOT_SCALE") == "full";

    /// <summary>How many times to try what a bar counts.</summary>
    /// <param name="bar">In full.</param>
    /// <param name="part">Which part of it is tried otherwise.</param>
    public static int Of(int bar, int part = 10) => IsFull ? bar : Math.Max(1, bar / part);
}
