using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Hosting;
using ResearchBot.Sources;
using ResearchBot.Storage;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Support;

/// <summary>The whole bot in this process, over a store in a temporary folder.</summary>
internal sealed class TestBot : IAsyncDisposable
{
    private static readonly FolderOnce Seeded = new(async folder =>
    {
        using var host = BotHost.Build(new Dictionary<string, string?> { ["Store:DataDirectory"] = folder.Path, ["Models:Embeddings:Provider"] = "none" });
        await host.Services.GetRequiredService<StoreMigrations>().RunAsync(CancellationToken.None);
        await host.Services.GetRequiredService<SeedLoader>().LoadAsync(null, CancellationToken.None);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    });

    private readonly IHost _host;

    private readonly bool _isGuest;

    private TestBot(IHost host, string folder, bool isGuest)
    {
        _host = host;
        _isGuest = isGuest;
        Folder = folder;
    }

    /// <summary>A folder of its own; the store is in <c>data</c> below it.</summary>
    public string Folder { get; }

    /// <param name="seeds">Whether it holds the documents that come with the program.</param>
    /// <param name="semantic">Whether it has the built-in encoder; without it a bot starts sooner, and says the same each time.</param>
    /// <param name="over">Another bot whose store it opens too, as a second process would; that one ends last.</param>
    /// <param name="stored">The store that it begins with.</param>
    /// <param name="settings">Further settings, by their whole names.</param>
    /// <param name="add">Adds further services.</param>
    public static async Task<TestBot> StartAsync(bool seeds = false, bool semantic = false, TestBot? over = null, FolderOnce? stored = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? add = null)
    {
        var folder = over?.Folder ?? Directory.CreateTempSubdirectory("researchbot-test-").FullName;
        if ((stored ?? (seeds && over is null ? Seeded : null)) is { } store)
        {
            using var copy = await store.CopyAsync();
            Directory.Move(copy.Path, Path.Combine(folder, "data"));
        }

        var bot = new TestBot(
            BotHost.Build(new Dictionary<string, string?>(settings ?? [])
            {
                ["Store:DataDirectory"] = Path.Combine(folder, "data"),
                ["Models:Embeddings:Provider"] = semantic ? string.Empty : "none",
                // A test asks as often as it likes; those of the limits have their own.
                ["Limits:QuestionsPerPersonPerMinute"] = "0",
                ["Limits:QuestionsPerChannelPerMinute"] = "0",
                ["Limits:QuestionsPerWorkspacePerMinute"] = "0",
                ["Limits:QuestionsPerPersonPerDay"] = "0",
                ["Limits:QuestionsPerChannelPerDay"] = "0",
                ["Limits:QuestionsPerWorkspacePerDay"] = "0",
                ["Logging:Canary:LogLevel:Default"] = "Trace", // for the test that reads every line
            }, serves: true, add),
            folder,
            isGuest: over is not null);
        await bot.Get<StoreMigrations>().RunAsync(Cancellation);
        await bot.Get<ResearchBot.Core.Privacy.Forgetting>().RepeatAsync(Cancellation);
        if (seeds)
        {
            await bot.Get<SeedLoader>().LoadAsync(null, Cancellation);
        }

        await bot.Get<ResearchBot.Core.Search.IndexFollower>().CatchUpAsync(Cancellation);
        return bot;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Writes a file below <see cref="Folder"/> and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<Reply> RunAsync(string command, Dictionary<string, string> arguments, params string[] paths)
    {
        var sink = new TestSink();
        var reply = await Get<CommandDispatcher>().DispatchAsync(
            Get<ConsoleRequests>().Create(command, arguments, paths), sink, Cancellation);
        sink.Replies.ShouldBe([reply]);
        return reply;
    }

    /// <summary>What somebody of a workspace may read who alone reads the reply and has no role on the platform.</summary>
    public Task<ReadScope> ReadableAsync(string workspace) =>
        Get<CollectionRights>().ReadableAsync(new Audience(workspace, Channel: null, Person: "somebody", Groups: []), Cancellation);

    public async Task<IngestionReport> LoadAsync(params string[] paths) =>
        (await RunAsync("load", [], paths)).ShouldBeOfType<LoadReply>().Report;

    public async Task<Answer> AskAsync(string question) =>
        (await RunAsync("ask", new() { ["question"] = question })).ShouldBeOfType<AnswerReply>().Answer;

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_isGuest)
        {
            return;
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
