using System.Text.Json;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Text;

/// <summary>Over the open question sets, where a copy of them stands beside this checkout.</summary>
public sealed class RecognisedSetsTests
{
    [Theory]
    [InlineData("xquad-en", Language.English)]
    [InlineData("xquad-de", Language.German)]
    [InlineData("xquad-ru", Language.Russian)]
    [InlineData("xquad-zh", Language.Chinese)]
    [InlineData("clapnq-dev", Language.English)]
    [InlineData("pubmedqa", Language.English)]
    public void Of_a_hundred_chunks_and_of_twenty_questions_one_at_most_is_taken_for_another_language(string set, Language language)
    {
        var chunks = ReadTexts(set, "corpus.jsonl").SelectMany(ChunksOf).Select(text => LanguageRecogniser.Recognise(text)).ToArray();
        var questions = ReadTexts(set, "queries.jsonl").Select(text => LanguageRecogniser.Recognise(text)).ToArray();

        RightOfKnown(chunks, language).ShouldBeGreaterThanOrEqualTo(0.99);
        UnknownOf(chunks).ShouldBeLessThan(0.08);
        RightOfKnown(questions, language).ShouldBeGreaterThanOrEqualTo(0.95);
        UnknownOf(questions).ShouldBeLessThan(0.16);
    }

    private static double RightOfKnown(Language[] recognised, Language language) =>
        recognised.Count(one => one == language) / (double)recognised.Count(one => one != Language.Unknown);

    private static double UnknownOf(Language[] recognised) => recognised.Count(one => one == Language.Unknown) / (double)recognised.Length;

    private static IEnumerable<string> ChunksOf(string text) =>
        Chunker.Split(text, new DocumentStructure(text)).Select(chunk => text.Substring(chunk.Start, chunk.Length));

    private static IEnumerable<string> ReadTexts(string set, string file)
    {
        var folder = FindSet(set);
        Assert.SkipWhen(folder is null, "The folder shared/data is not beside this checkout.");
        return File.ReadLines(Path.Combine(folder, file)).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("text").GetString()!;
        });
    }

    private static string? FindSet(string set)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "shared", "data", set);
            if (Directory.Exists(found))
            {
                return found;
            }
        }

        return null;
    }
}
