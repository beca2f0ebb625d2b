using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Terminal;

/// <summary>Shows how far the vectors are, on standard error: one line that changes on a terminal, a line for each tenth elsewhere, nothing beside JSON.</summary>
internal sealed class EmbeddingProgressLine(bool json) : IProgress<EmbeddingProgress>, IDisposable
{
    private readonly bool _drawn = ConsoleSinks.IsTerminal && !Console.IsErrorRedirected;
    private long _shown = -1;
    private bool _open;

    public void Report(EmbeddingProgress value)
    {
        var part = value.Total == 0 ? 10 : value.Done * (_drawn ? 1000 : 10) / value.Total;
        if (json || part == _shown || (value.IsComplete && _shown < 0))
        {
            return;
        }

        _shown = part;
        var line = $"Vectors for semantic search: {value.Done} of {value.Total} chunks";
        if (_drawn)
        {
            Console.Error.Write($"\r{line}");
            _open = true;
        }
        else
        {
            Console.Error.WriteLine(line);
        }
    }

    public void Stop(string message)
    {
        Dispose();
        Console.Error.WriteLine(message);
    }

    public void Dispose()
    {
        if (_open)
        {
            Console.Error.WriteLine();
            _open = false;
        }
    }
}
