namespace ResearchBot.Tests.Support;

/// <summary>Counted bars run at a tenth of their size, and in full where RESEARCHBOT_SCALE is "full".</summary>
internal static class TestScale
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("RESEARCHBOT_SCALE") == "full";

    /// <summary>How many times to try what a bar counts.</summary>
    public static int Of(int bar) => IsFull ? bar : Math.Max(1, bar / 10);
}
