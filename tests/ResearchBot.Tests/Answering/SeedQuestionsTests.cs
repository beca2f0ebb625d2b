using System.Text.Json;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Answering;

/// <summary>Forty questions whose answers are known, over the seeds and over the documents that they tell of.</summary>
public sealed class SeedQuestionsTests(ITestOutputHelper output)
{
    private const int Enough = 34;
    private const int EnoughByMeaning = 35;

    [Fact]
    public async Task The_seeds_answer_most_of_40_questions_with_the_right_excerpt_first()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        await CheckAsync(bot, question => question.Seeds, Enough);
    }

    [Fact]
    public async Task With_the_encoder_the_seeds_answer_more_of_them()
    {
        await using var bot = await TestBot.StartAsync(seeds: true, semantic: true);
        var setup = bot.Get<ResearchBot.Core.Search.Embedding.OpenEmbeddings>()();
        Assert.SkipWhen(setup.Model is null, $"Semantic search is off: {setup.WhyOff}");
        await CheckAsync(bot, question => question.Seeds, EnoughByMeaning);
    }

    [Fact]
    public async Task The_documents_behind_the_seeds_answer_most_of_the_same_questions()
    {
        var folder = Documents();
        Assert.SkipWhen(folder is null, "The folder shared/documents is not beside this checkout.");
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(folder!);
        await CheckAsync(bot, question => question.Documents, Enough);
    }

    private async Task CheckAsync(TestBot bot, Func<SeedQuestion, string[]> expected, int enough)
    {
        var questions = ReadQuestions();
        questions.Length.ShouldBe(40);
        var right = 0;
        foreach (var question in questions)
        {
            var answer = await bot.AskAsync(question.Question);
            var first = answer.Citations.Count > 0 ? answer.Citations[0].Excerpt : string.Empty;
            var found = expected(question).Any(part => Flat(first).Contains(Flat(part), StringComparison.OrdinalIgnoreCase));
            right += found ? 1 : 0;
            output.WriteLine($"{(found ? "right" : "WRONG")} {answer.Outcome} {answer.Confidence:0.00} | {question.Question} | {(found ? "" : first)}");
        }

        output.WriteLine($"{right} of {questions.Length}");
        right.ShouldBeGreaterThanOrEqualTo(enough);
    }

    private static SeedQuestion[] ReadQuestions() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "seed-questions.jsonl"))
            .Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<SeedQuestion>(line, JsonSerializerOptions.Web)!)];

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? Documents()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var documents = Path.Combine(folder.FullName, "shared", "documents");
            if (Directory.Exists(documents))
            {
                return documents;
            }
        }

        return null;
    }

    private sealed record SeedQuestion(string Question, string[] Seeds, string[] Documents);
}
