using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Answering;

/// <summary>Bar: every excerpt is exactly the stored text at its offsets, whatever the documents hold.</summary>
public sealed class ExcerptTests
{
    [Fact]
    public async Task Every_excerpt_is_the_stored_text_at_its_offsets_and_on_its_line()
    {
        await using var bot = await TestBot.StartAsync();
        var run = 0;
        var excerpts = 0;
        Properties.HoldsAsync(
            RandomText.WithLineEnds.ListOf(4).Zip(Gen.Choose(0, int.MaxValue)),
            async input =>
            {
                var (texts, seed) = (input.Item1, input.Item2);
                var folder = Path.Combine(bot.Folder, $"{++run}"); // names are unique over the runs, since they are the documents' keys
                Directory.CreateDirectory(folder);
                for (var i = 0; i < texts.Count; i++)
                {
                    File.WriteAllText(Path.Combine(folder, $"{run}-{i}.{(i % 2 == 0 ? "txt" : "md")}"), texts[i], new UTF8Encoding(seed % 2 == 0));
                }

                await bot.LoadAsync(folder);
                foreach (var question in Questions(texts, seed))
                {
                    var answer = await bot.AskAsync(question);
                    foreach (var citation in answer.Citations.Concat(answer.Closest))
                    {
                        await CheckAsync(bot, citation);
                        excerpts++;
                    }
                }
            },
            cases: TestScale.Of(200));
        excerpts.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("Caracas fell. 𝒳\nsigned the treaty in Straße.", 1)]
    [InlineData("Caracas fell. 😀\nsigned the treaty in Straße.", 1)]
    [InlineData("# Heading\n\nCaracas fell. ```\nsigned the treaty in Straße.", 3)]
    public async Task A_sentence_that_begins_with_a_sign_at_the_end_of_a_line_stands_on_that_line(string text, int line)
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("1/1-1.md", text));
        var citation = (await bot.AskAsync("What was signed in Straße?")).Citations.ShouldHaveSingleItem();
        citation.Excerpt.ShouldEndWith("signed the treaty in Straße.");
        citation.Place.Line.ShouldBe(line);
        await CheckAsync(bot, citation);
    }

    private static async Task CheckAsync(TestBot bot, Citation citation)
    {
        var shown = (DocumentReply)await bot.RunAsync(
            "documents show", new() { ["id"] = citation.Document.Id, ["version"] = $"{citation.Document.Version}" });
        var text = shown.Version.Text;
        text[citation.Start..citation.End].ShouldBe(citation.Excerpt);
        citation.Verified.ShouldBeTrue();
        text.ShouldNotContain('\r');

        var original = File.ReadAllText(Path.Combine(bot.Folder, citation.Document.Source.Split('-')[0], citation.Document.Source)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        ReversedText.AsSeen(original.Split('\n')[citation.Place.Line!.Value - 1]).ShouldContain(FirstWord(citation.Excerpt.Split('\n')[0].TrimStart('•', ' '))); // the bullet is ours
    }

    /// <summary>The letters and digits that it begins with and the signs right before them: a sign alone, such as an emoji, may end the line.</summary>
    private static string FirstWord(string line)
    {
        var word = line.TrimStart().EnumerateRunes().TakeWhile(rune => !Rune.IsWhiteSpace(rune)).ToArray();
        var signs = word.TakeWhile(rune => !Rune.IsLetterOrDigit(rune)).Count();
        return string.Concat(word.Take(signs).Concat(word.Skip(signs).TakeWhile(Rune.IsLetterOrDigit)));
    }

    private static IEnumerable<string> Questions(IEnumerable<string> texts, int seed)
    {
        var random = new System.Random(seed);
        foreach (var text in texts)
        {
            var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                yield return string.Join(' ', Enumerable.Range(0, 4).Select(_ => words[random.Next(words.Length)])) + "?";
            }
        }
    }
}
