using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Index;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Search.Stored;

/// <summary>What a process has of the index, over the store and the folder of a bot.</summary>
internal sealed class IndexProcess : IDisposable
{
    public static readonly CollectionId Team = new("default", "team");

    private readonly SegmentStore _segments;
    private readonly IndexFollower _follower;

    public IndexProcess(TestBot bot, SegmentFiles? files = null)
    {
        _segments = new SegmentStore(files ?? bot.Get<SegmentFolder>().Files, Index, Log.For<SegmentStore>());
        _follower = new IndexFollower(bot.Get<ChangeFeed>(), Index, _segments, Log.For<IndexFollower>());
    }

    public DocumentIndex Index { get; } = new();

    public TestLog Log { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A process that follows the store, as a chat does.</summary>
    public static async Task<IndexProcess> StartAsync(TestBot bot, SegmentFiles? files = null)
    {
        var process = new IndexProcess(bot, files);
        await process.CatchUpAsync();
        return process;
    }

    /// <summary>The same without a folder: what all others must agree with.</summary>
    public static Task<IndexProcess> StartWithoutFilesAsync(TestBot bot) =>
        StartAsync(bot, new SegmentFiles(() => [], _ => throw new FileNotFoundException(), (_, _) => { }, _ => { }));

    public Task CatchUpAsync() => _follower.CatchUpAsync(Cancellation);

    public Task IndexForAsync(string query) => _follower.IndexForAsync(SearchQuery.Parse(query), Cancellation);

    public Task StoreAsync() => _follower.StoreAsync(Cancellation);

    /// <summary>All that a search says, to the last bit.</summary>
    public string Search(string query)
    {
        var found = Index.Search(SearchQuery.Parse(query), new ReadScope([.. Index.Snapshot.Collections.Keys.Where(id => id.Workspace is "default" or "rival").OrderBy(id => id.Workspace).ThenBy(id => id.Name)]), 30);
        return string.Join('\n',
        [
            .. found.Chunks.Select(hit => FormattableString.Invariant(
                $"{hit.Version.Document} {hit.Chunk} {hit.Text.ToString()} {BitConverter.DoubleToInt64Bits(hit.Score)} {BitConverter.DoubleToInt64Bits(hit.WordScore)}")),
            .. found.Terms.Select(term => term.ToString()),
            .. found.Grams.OrderBy(gram => gram.Key).Select(gram => gram.ToString()),
            $"{found.Scope.Documents} {found.Scope.Chunks}",
        ]);
    }

    public void Dispose()
    {
        _follower.Dispose();
        _segments.Dispose();
    }
}
