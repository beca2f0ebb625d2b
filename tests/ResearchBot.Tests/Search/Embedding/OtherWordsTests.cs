using System.Text.Json;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>Questions about the seeds in words that the seeds do not use, among the paragraphs of an open set.</summary>
public sealed class OtherWordsTests(ITestOutputHelper output)
{
    private static readonly (string Question, string Passage)[] Questions =
    [
        ("Where might the ruling class take refuge if they lose power?", "Russia is perhaps the likeliest"),
        ("Which general died in a drone strike near Baghdad's airfield?", "Qassem Soleimani, the chief"),
        ("What did the White House vow if demonstrators were shot?", "military would step in"),
        ("Who seized the Venezuelan head of state?", "American Special Forces arrested"),
        ("What became of the monarch's court after the revolution of 1979?", "able to escape to France"),
        ("Which Gulf emirate might refuse to shelter them, and why?", "Qatar might still"),
        ("What would become of armed groups abroad that depend on the state?", "will probably break up"),
        ("What was being carried on the daily planes to South America?", "considerable amount of cargo"),
        ("Who travelled to negotiate shelter in the middle of October?", "delegation of four high-ranking"),
        ("Which foreign travel papers did high officials seek?", "British passports"),
        ("How much cash did the atomic accord release?", "100 billion"),
        ("Which neighbour trades a lot with the state but is unfriendly to it?", "Azerbaijan is mostly hostile"),
    ];

    [Fact]
    public async Task Nine_of_twelve_find_their_passage_among_the_first_three_and_words_alone_find_fewer()
    {
        var corpus = Corpus();
        Assert.SkipWhen(corpus is null, "The folder shared/data/xquad-en is not beside this checkout.");
        var byWords = await CountAsync(corpus!, semantic: false);
        var byMeaning = await CountAsync(corpus!, semantic: true);

        byMeaning.ShouldBeGreaterThanOrEqualTo(9);
        byWords.ShouldBeLessThan(byMeaning);
    }

    private async Task<int> CountAsync(string corpus, bool semantic)
    {
        await using var bot = await TestBot.StartAsync(seeds: true, semantic);
        foreach (var line in File.ReadLines(corpus).Select(line => JsonDocument.Parse(line).RootElement))
        {
            bot.Write($"docs/{line.GetProperty("id").GetString()}.txt", line.GetProperty("text").GetString()!);
        }

        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        if (semantic)
        {
            var setup = bot.Get<OpenEmbeddings>()();
            Assert.SkipWhen(setup.Model is null, $"Semantic search is off: {setup.WhyOff}");
            await bot.Get<EmbeddingPipeline>().RunAsync(null, TestContext.Current.CancellationToken);
            await bot.Get<VectorFollower>().CatchUpAsync(TestContext.Current.CancellationToken);
        }

        var found = 0;
        foreach (var (question, passage) in Questions)
        {
            var reply = await bot.RunAsync("search", new() { ["query"] = question, ["top"] = "3" });
            var hit = reply.ShouldBeOfType<SearchReply>().Results.Any(result => result.Text.Contains(passage, StringComparison.Ordinal));
            output.WriteLine($"{(semantic ? "meaning" : "words")} {(hit ? "found" : "MISSED")} {question}");
            found += hit ? 1 : 0;
        }

        return found;
    }

    private static string? Corpus()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "xquad-en", "corpus.jsonl");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
