using System.Linq.Expressions;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.VectorData;
using Microsoft.SemanticKernel.Data;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Core.Search.Vectors;
using ResearchBot.Core.Search;
using ResearchBot.FakeSlack.Teams;
using ResearchBot.Tests.Search.Embedding;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Search;

public sealed class ChunkSearchTests : IDisposable
{
    private static readonly CollectionId Team = new("default", "team");
    private static readonly CollectionId Board = new("default", "board");
    private static readonly CollectionId Guests = new("other", "team");

    private readonly HashGenerator _generator = new();
    private readonly DocumentIndex _index = new();
    private readonly QuestionEmbedder _embedder;

    public ChunkSearchTests()
    {
        var model = new EmbeddingModel("test", "hash", HashGenerator.Dimensions, _generator.Object, _ => true, EmbeddingLimits.Local);
        _embedder = new QuestionEmbedder(() => new EmbeddingSetup(model), TimeProvider.System, NullLogger<QuestionEmbedder>.Instance);
        foreach (var collection in new[] { Team, Board, Guests })
        {
            _index.Publish([IndexSegment.Build([.. Enumerable.Range(0, 6).Select(number => Version(collection, number))])], []);
        }

        _index.Publish([.. _index.Snapshot.Views.SelectMany(view => view.LivingVersions()).Select(version =>
            new ChunkVectors(version.Document.Id, 1, model.Id, [0], HashGenerator.UnitOf(version.Text)))]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _embedder.Dispose();

    [Fact]
    public async Task Semantic_Kernel_searches_the_store_by_text()
    {
#pragma warning disable SKEXP0001 // the search by text is marked as experimental
        ITextSearch<ChunkRecord> search = new VectorStoreTextSearch<ChunkRecord>(
            Open(Team), result => ((ChunkRecord)result).Text, result => new TextSearchResult(((ChunkRecord)result).Text) { Name = ((ChunkRecord)result).Title });
        var found = await search.GetTextSearchResultsAsync(
            "Which ferry of the team sails at three?", new TextSearchOptions<ChunkRecord> { Top = 2, Filter = record => record.Published.StartsWith("2026") }, Cancellation);
#pragma warning restore SKEXP0001
        var results = await found.Results.ToListAsync(Cancellation);
        results.Count.ShouldBe(2);
        results[0].Name.ShouldBe("Ferry 3 of team");
    }

    [Fact]
    public async Task A_text_is_found_by_its_words_and_a_vector_by_nearness()
    {
        (await SearchAsync("ferry three", 1)).Single().Record.Key.ShouldBe("default-team-3/1/0");
        var near = await SearchAsync(HashGenerator.Of(Text(Team, 5)), 3);
        near[0].Record.Text.ShouldBe(Text(Team, 5));
        near[0].Score!.Value.ShouldBe(1, 1e-4);
        near.Select(one => one.Score).ShouldBe(near.Select(one => one.Score).OrderDescending());
        (await SearchAsync(new Embedding<float>(HashGenerator.Of(Text(Team, 4))), 1))[0].Record.Text.ShouldBe(Text(Team, 4));

        var both = await Open(Team).HybridSearchAsync(HashGenerator.Of(Text(Team, 5)), ["three"], 2, cancellationToken: Cancellation).ToListAsync(Cancellation);
        both.Select(one => one.Record.Text).ShouldBe([Text(Team, 3), Text(Team, 5)], ignoreOrder: true);
    }

    [Fact]
    public async Task Pages_follow_one_another_and_weak_results_are_left_out_on_demand()
    {
        var all = await SearchAsync(HashGenerator.Of("anything"), 6);
        var second = await SearchAsync(HashGenerator.Of("anything"), 2, new() { Skip = 2 });
        second.Select(one => one.Record.Key).ShouldBe(all.Skip(2).Take(2).Select(one => one.Record.Key));
        (await SearchAsync(HashGenerator.Of("anything"), 6, new() { ScoreThreshold = all[1].Score })).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_filter_narrows_the_search_before_it_is_ranked()
    {
        var wanted = "Ferry 1 of team";
        (await SearchAsync("ferry", 9, new() { Filter = record => record.Title == wanted })).Single().Record.Title.ShouldBe(wanted);
        (await SearchAsync(HashGenerator.Of("anything"), 1, new() { Filter = record => record.Title == wanted })).Single().Record.Title.ShouldBe(wanted);
        (await SearchAsync("ferry", 9, new() { Filter = record => record.Collection == "board" })).ShouldBeEmpty();
        (await SearchAsync("ferry", 9, new() { Filter = record => string.Compare(record.Published, "2026-04", StringComparison.Ordinal) >= 0 && !record.Title.Contains('5') }))
            .Select(one => one.Record.Title).ShouldBe(["Ferry 4 of team", "Ferry 3 of team"], ignoreOrder: true);
    }

    [Fact]
    public void What_cannot_be_served_is_refused_at_once_with_what_to_do()
    {
        Refused(new() { Filter = record => record.Text.Contains("three") }).ShouldContain("record.Text is not supported");
        Refused(new() { Filter = record => record.Equals(null) }).ShouldContain("Document, Title, Collection, Published");
        Refused(new() { IncludeVectors = true }).ShouldContain("Leave IncludeVectors");
        Should.Throw<NotSupportedException>(() => Open(Team).SearchAsync(3, 1)).Message.ShouldContain("float[]");
        Should.Throw<ArgumentException>(() => Open(Team).SearchAsync(new float[HashGenerator.Dimensions], 1)).Message.ShouldContain("no direction");
        Should.Throw<ArgumentOutOfRangeException>(() => Open(Team).SearchAsync("ferry", 0));
        Should.Throw<NotSupportedException>(() => Open(Team).HybridSearchAsync("ferry", ["three"], 1, new() { AdditionalProperty = record => record.Title }))
            .Message.ShouldContain("name Text");
    }

    [Fact]
    public async Task A_vector_of_another_model_is_refused() =>
        (await Should.ThrowAsync<ArgumentException>(() => SearchAsync(new float[] { 1, 2 }, 1))).Message.ShouldContain("Make it with the same model");

    [Fact]
    public async Task A_cancelled_search_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await Open(Team).SearchAsync("ferry", 1, cancellationToken: cancelled.Token).ToListAsync(CancellationToken.None));
    }

    [Fact]
    public void Neither_the_index_nor_another_scope_is_handed_out()
    {
        var search = Open(Team);
        search.GetService(typeof(DocumentIndex)).ShouldBeNull();
        search.GetService(typeof(ReadScope)).ShouldBeNull();
        search.GetService(typeof(IVectorSearchable<ChunkRecord>)).ShouldBeSameAs(search);
        search.GetService(typeof(VectorStoreCollectionMetadata)).ShouldBeOfType<VectorStoreCollectionMetadata>();
    }

    [Fact]
    public void Nothing_outside_of_the_scope_is_ever_returned()
    {
        CollectionId[] collections = [Team, Board, Guests, new("default", "missing")];
        Expression<Func<ChunkRecord, bool>>?[] filters =
            [null, record => true, record => record.Collection != "none", record => record.Title.StartsWith("Ferry"), record => record.Published == "" || record.Document != ""];
        var cases =
            from scope in Gen.SubListOf(collections)
            from filter in Gen.Elements(filters)
            from withdrawn in Gen.Choose(-1, 5)
            from way in Gen.Choose(0, 3)
            from question in Gen.OneOf(Gen.Elements("ferry three", "board", "other guests", "Ferry 2 of board", ""), RandomText.Any)
            select (scope, filter, withdrawn, way, question);
        Properties.HoldsAsync(cases, async one =>
        {
            var open = new ReadScope([.. one.scope]);
            if (one.withdrawn >= 0)
            {
                open = open with { Withdrawn = [new WithdrawnPassage(Id(Team, one.withdrawn), Text(Team, one.withdrawn))] };
            }

            var search = new ChunkSearch(_index, _embedder, open);
            var vector = HashGenerator.Of(one.question);
            var found = await (one.way switch
            {
                0 => search.SearchAsync(one.question, 30, new() { Filter = one.filter }, Cancellation),
                1 => search.SearchAsync(vector, 30, new() { Filter = one.filter }, Cancellation),
                2 => search.HybridSearchAsync(one.question, ["ferry", "board"], 30, new() { Filter = one.filter }, Cancellation),
                _ => search.HybridSearchAsync(vector, ["ferry", "board"], 30, new() { Filter = one.filter }, Cancellation),
            }).ToListAsync(Cancellation);

            var readable = one.scope.SelectMany(collection => Enumerable.Range(0, 6).Select(number => Id(collection, number))).ToHashSet();
            found.ShouldAllBe(result => readable.Contains(result.Record.Document));
            found.ShouldAllBe(result => one.withdrawn < 0 || result.Record.Document != Id(Team, one.withdrawn));
            (one.way != 1 || one.scope.All(collection => collection.Name == "missing") || found.Count > 0).ShouldBeTrue("what is inside is found");
        });
    }

    private string Refused(VectorSearchOptions<ChunkRecord> options) =>
        Should.Throw<NotSupportedException>(() => Open(Team).SearchAsync("ferry", 1, options)).Message;

    private async Task<List<VectorSearchResult<ChunkRecord>>> SearchAsync<T>(T value, int top, VectorSearchOptions<ChunkRecord>? options = null)
        where T : notnull => await Open(Team).SearchAsync(value, top, options, Cancellation).ToListAsync(Cancellation);

    private ChunkSearch Open(params CollectionId[] collections) => new(_index, _embedder, new ReadScope(collections));

    private static string Id(CollectionId collection, int number) => $"{collection.Workspace}-{collection.Name}-{number}";

    private static string Text(CollectionId collection, int number) =>
        $"The ferry of the {collection.Name} in {collection.Workspace} sails at {new[] { "zero", "one", "two", "three", "four", "five" }[number]}.";

    private static DocumentVersion Version(CollectionId collection, int number)
    {
        var text = Text(collection, number);
        var document = new Document(
            Id(collection, number), collection, $"{number}.txt", 1, $"Ferry {number} of {collection.Name}", number < 3 ? "2025" : $"2026-0{number + 1}", new Dictionary<string, string>());
        return new DocumentVersion(document, text, new DocumentStructure(text), [new Chunk(0, 0, text.Length, default)]);
    }
}
