namespace ResearchBot.Evaluation.Page;

/// <summary>Runs by their confidence, in ten bins.</summary>
internal static class ConfidenceBins
{
    public const int Count = 10;

    /// <summary>The runs of each bin, the least confident first; 1 falls into the last.</summary>
    public static AskedQuestion[][] Of(IEnumerable<AskedQuestion> asked)
    {
        var bins = asked.ToLookup(one => Math.Clamp((int)(one.Offered.Confidence * Count), 0, Count - 1));
        return [.. Enumerable.Range(0, Count).Select(bin => bins[bin].ToArray())];
    }

    /// <summary>What a bin's left end is called.</summary>
    public static string Edge(int bin) => $"{(double)bin / Count:0.0}";

    /// <summary>What a bin is called.</summary>
    public static string Name(int bin) => $"confidence {Edge(bin)} to {Edge(bin + 1)}";
}
