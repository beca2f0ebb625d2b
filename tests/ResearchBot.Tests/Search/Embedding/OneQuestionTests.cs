using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>A process that asks one question reads the vectors only where the question can be compared with them.</summary>
public sealed class OneQuestionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("When does the ferry leave?", 1)]
    [InlineData("Wann fährt das Schiff ab und wer ist der Kapitän?", 0)]
    public async Task Vectors_are_read_for_a_language_that_the_model_knows_only(string question, int read)
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/a.txt", "The ferry leaves at nine. It is the only one of the day.");
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        var bed = new TestEmbedding(bot) { Supports = language => language is Language.English or Language.Unknown };
        await bed.RunAsync();
        await using var guest = await TestBot.StartAsync(over: bot);
        var serving = new ServingModel(() => new EmbeddingSetup(bed.Model), _ => null, guest.Get<VectorStore>());
        using var follower = new VectorFollower(serving, guest.Get<VectorFeed>(), guest.Get<IndexFollower>(), guest.Get<DocumentIndex>());

        await follower.ReadForAsync(SearchQuery.Parse(question), Cancellation);

        guest.Get<DocumentIndex>().Snapshot.Views.Sum(view => view.Vectors?.Index.Count ?? 0).ShouldBe(read);
    }
}
