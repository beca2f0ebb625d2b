using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Hosting;
using ResearchBot.Storage;

namespace ResearchBot.Benchmarks;

/// <summary>How long questions take while the whole program embeds what was loaded, beside how long they take when nothing runs.</summary>
internal static class EmbeddingLoad
{
    private const int Top = 60;
    private const int IdleQuestions = 1_000;

    private static readonly CollectionId Collection = new("default", "documents");
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(100);

    public static void Run(BenchmarkText text, int size, Table table) => RunAsync(text, size / 5, table).GetAwaiter().GetResult();

    private static async Task RunAsync(BenchmarkText text, int chunks, Table table)
    {
        table.Title($"embedding-load: questions while {chunks:#,0} chunks are embedded, {BetweenQuestions.TotalMilliseconds} ms between them");
        var folder = Directory.CreateTempSubdirectory("researchbot-bench-");
        using (var host = BotHost.Build(folder.FullName, serves: false))
        {
            var services = host.Services;
            if (services.GetRequiredService<OpenEmbeddings>()() is { Model: null } off)
            {
                table.Row("not measured", off.WhyOff ?? "off");
            }
            else
            {
                await MeasureAsync(services, text, chunks, table);
            }
        }

        folder.Delete(recursive: true);
    }

    private static async Task MeasureAsync(IServiceProvider services, BenchmarkText text, int chunks, Table table)
    {
        await services.GetRequiredService<StoreMigrations>().RunAsync(CancellationToken.None);
        foreach (var version in text.Documents(Collection, chunks, seed: 9))
        {
            var document = version.Document;
            await services.GetRequiredService<DocumentStore>().SaveAsync(
                new NewVersion(Collection, document.Key, "root", document.Id, document.Title, null, document.About, version.Text.Replace('\0', ' '), version.Structure, version.Chunks), CancellationToken.None);
        }

        await services.GetRequiredService<VectorFollower>().CatchUpAsync(CancellationToken.None);
        await AskAsync(services, text, questions: 50, TimeSpan.Zero, CancellationToken.None);
        var before = await AskAsync(services, text, IdleQuestions, TimeSpan.Zero, CancellationToken.None);

        using var done = new CancellationTokenSource();
        var started = Stopwatch.GetTimestamp();
        var following = services.GetServices<IHostedService>().OfType<IndexService>().Single();
        await following.StartAsync(CancellationToken.None);
        var making = services.GetRequiredService<EmbeddingWorker>().RunAsync(new Finish(done), done.Token);
        var during = await AskAsync(services, text, questions: int.MaxValue, BetweenQuestions, done.Token);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await following.StopAsync(CancellationToken.None);
        await making.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        await services.GetRequiredService<VectorFollower>().CatchUpAsync(CancellationToken.None);
        var after = await AskAsync(services, text, IdleQuestions, TimeSpan.Zero, CancellationToken.None);
        table.Row("idle, before: no chunk has a vector", before.ToString());
        table.Row("while they are made", $"{during}, {seconds:0} s");
        table.Row("idle, after: all have", after.ToString());
        table.Row("while / idle after, p50 and p99", $"{during.Median / after.Median:0.0} and {during.Percentile(0.99) / after.Percentile(0.99):0.0}");
    }

    /// <summary>Questions one after the other, as a command asks them, until there are enough or the embedding is done.</summary>
    private static async Task<Times> AskAsync(IServiceProvider services, BenchmarkText text, int questions, TimeSpan pause, CancellationToken done)
    {
        var (gate, embedder, index) = (services.GetRequiredService<QuestionGate>(), services.GetRequiredService<QuestionEmbedder>(), services.GetRequiredService<DocumentIndex>());
        var filter = new ReadScope([Collection]);
        var times = new List<double>();
        while (times.Count < questions && !done.IsCancellationRequested)
        {
            var question = text.Questions[times.Count % text.Questions.Count].Text;
            var started = Stopwatch.GetTimestamp();
            using (gate.Enter())
            {
                index.Search(await embedder.EmbedAsync(SearchQuery.Parse(question), question, CancellationToken.None), filter, Top);
            }

            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(pause, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return new Times([.. times]);
    }

    private sealed class Finish(CancellationTokenSource done) : IProgress<EmbeddingProgress>
    {
        public void Report(EmbeddingProgress value)
        {
            if (value.IsComplete)
            {
                done.Cancel();
            }
        }
    }
}
