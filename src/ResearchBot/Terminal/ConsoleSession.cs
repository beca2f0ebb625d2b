using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Models;

namespace ResearchBot.Terminal;

/// <summary>A chat on the console from greeting to end.</summary>
internal sealed class ConsoleSession(
    Startup startup, BackgroundWork background, EmbeddingBeside embedding, ConsoleNotices notices, ConsoleChat chat)
{
    /// <summary>Runs until end of input.</summary>
    public async Task RunAsync(bool json, CancellationToken cancellationToken)
    {
        var seeds = await OpenAsync(json, cancellationToken);
        var terminal = ConsoleSinks.IsTerminal && !json;
        if (!json)
        {
            Greet(seeds);
            if (await embedding.NoticeAsync(cancellationToken) is { } notice)
            {
                Console.WriteLine(notice);
            }
        }

        await background.RunBesideAsync(token => ChatAsync(json, terminal, token), cancellationToken);
    }

    private async Task ChatAsync(bool json, bool terminal, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var said = Task.Run(() => notices.RunAsync(() => ConsoleSinks.Create(json), terminal, ended.Token), CancellationToken.None);
        try
        {
            await chat.RunAsync(Console.In, () => ConsoleSinks.Create(json), terminal, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await said.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IngestionReport> OpenAsync(bool json, CancellationToken cancellationToken)
    {
        var sink = ConsoleSinks.Create(json);
        using var bar = sink as IDisposable; // drawn no longer when the seeds are loaded, or could not be
        return await startup.OpenAsync(new ChangedOnly(sink), cancellationToken);
    }

    private static void Greet(IngestionReport seeds)
    {
        foreach (var problem in seeds.Files.Where(file => file.Reason is not null))
        {
            Console.Error.WriteLine(ReplyText.Line(problem));
        }

        Console.WriteLine("Ask a question about the documents. /load adds documents, /help lists the commands, /quit leaves.");
    }
}
