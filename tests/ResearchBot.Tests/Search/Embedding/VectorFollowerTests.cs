using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;

namespace ResearchBot.Tests.Search.Embedding;

public sealed class VectorFollowerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vectors_that_another_process_stored_are_searched_after_its_documents()
    {
        await using var bot = await TestBot.StartAsync();
        var bed = new TestEmbedding(bot);
        using var follower = Follower(bot, bed);
        await follower.CatchUpAsync(Cancellation);
        bot.Write("docs/a.txt", "The ferry leaves at nine.");
        bot.Write("docs/b.txt", "Gulls nest on the wall.");
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        await bed.RunAsync();

        await follower.CatchUpAsync(Cancellation);

        Vectors(bot).ShouldBe(2);
    }

    [Fact]
    public async Task A_changed_document_is_searched_by_its_new_vectors_only()
    {
        await using var bot = await TestBot.StartAsync();
        var bed = new TestEmbedding(bot);
        using var follower = Follower(bot, bed);
        var path = bot.Write("docs/a.txt", "The ferry leaves at nine.");
        await bot.LoadAsync(path);
        await bed.RunAsync();
        await follower.CatchUpAsync(Cancellation);
        bot.Write("docs/a.txt", "The ferry leaves at ten.");
        await bot.LoadAsync(path);
        await follower.CatchUpAsync(Cancellation);
        Vectors(bot).ShouldBe(0);

        await bed.RunAsync();
        await follower.CatchUpAsync(Cancellation);

        Vectors(bot).ShouldBe(1);
    }

    private static VectorFollower Follower(TestBot bot, TestEmbedding bed) =>
        new(new ServingModel(() => new EmbeddingSetup(bed.Model), _ => null, bot.Get<VectorStore>()), bot.Get<VectorFeed>(), bot.Get<IndexFollower>(), bot.Get<DocumentIndex>());

    private static int Vectors(TestBot bot) => bot.Get<DocumentIndex>().Snapshot.Views.Sum(view => view.Vectors?.Index.Count ?? 0);
}
