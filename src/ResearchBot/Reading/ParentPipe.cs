using System.IO.Pipelines;

namespace ResearchBot.Reading;

/// <summary>
/// The reading process's standard input. Where it ends, the program that asks is gone and nobody waits for an answer: the
/// process ends at once, even in the middle of a file that would keep it busy for hours.
/// </summary>
internal static class ParentPipe
{
    /// <summary>What comes from the program that asks.</summary>
    public static Stream Open()
    {
        var pipe = new Pipe();
        new Thread(() => PassOn(pipe.Writer)) { IsBackground = true, Name = "From the parent" }.Start();
        return pipe.Reader.AsStream();
    }

    private static void PassOn(PipeWriter writer)
    {
        using var input = Console.OpenStandardInput();
        input.CopyTo(writer.AsStream());
        Environment.Exit(0);
    }
}
