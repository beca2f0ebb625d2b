namespace ResearchBot.Benchmarks;

/// <summary>Prints each result as it comes.</summary>
/// <param name="output">Where to.</param>
/// <param name="judged">Whether bars are compared with.</param>
internal sealed class Table(TextWriter output, bool judged)
{
    public void Title(string title)
    {
        output.WriteLine();
        output.WriteLine(title);
    }

    /// <summary>A figure without a bar.</summary>
    public void Row(string what, string figure) => output.WriteLine($"  {what,-46} {figure}");

    /// <summary>A figure with its bar.</summary>
    public void Row(string what, string figure, string bar, bool holds) =>
        Row(what, judged ? $"{figure,-34} bar {bar}: {(holds ? "holds" : "MISSED")}" : figure);
}
