using ResearchBot.Core.Documents;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Search.Storage;

/// <summary>Documents of many small chunks, so that segments are large enough to be stored.</summary>
internal static class ManyChunks
{
    public const int Each = 100;

    /// <summary>A query that finds something everywhere.</summary>
    public const string Query = "the amber lantern of harbour 7";

    private static readonly string[] Words = ["amber", "lantern", "harbour", "quagga", "treaty", "ledger", "mill", "orchard", "signal", "ferry"];

    /// <summary>Saves a document, or a new version of it, of <see cref="Each"/> chunks.</summary>
    public static async Task<string> SaveAsync(TestBot bot, string key, int seed, CollectionId? collection = null)
    {
        var random = new Random(seed);
        var text = new System.Text.StringBuilder();
        var chunks = new List<Chunk>();
        for (var i = 0; i < Each; i++)
        {
            var sentence = $"{string.Join(' ', Enumerable.Range(0, random.Next(4, 9)).Select(_ => Words[random.Next(Words.Length)]))} {random.Next(30)}.";
            chunks.Add(new Chunk(i, text.Length, sentence.Length, new Place(null, null, i + 1)));
            text.Append(sentence).Append('\n');
        }

        var saved = await bot.Get<DocumentStore>().SaveAsync(
            new NewVersion(
                collection ?? IndexProcess.Team, key, "root", $"hash {seed}", $"Title of {key}", null, new Dictionary<string, string>(),
                text.ToString(), new DocumentStructure(text.ToString()), chunks),
            TestContext.Current.CancellationToken);
        return saved.State.Id;
    }

    /// <summary>Saves so many documents, one after the other.</summary>
    public static async Task<string[]> SaveManyAsync(TestBot bot, int count, CollectionId? collection = null)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = await SaveAsync(bot, $"{i:000}.txt", i, collection);
        }

        return ids;
    }

    public static async Task RemoveAsync(TestBot bot, string id) =>
        (await bot.Get<DocumentStore>().RemoveAsync(await bot.ReadableAsync("default"), id, TestContext.Current.CancellationToken)).ShouldNotBeNull();

    /// <summary>The files of stored segments.</summary>
    public static string[] Files(TestBot bot)
    {
        var folder = Path.Combine(bot.Folder, "data", "index");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order()] : [];
    }
}
