using FsCheck.Fluent;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Text;
using ResearchBot.Tests.Discord.Rendering;

namespace ResearchBot.Tests.Answering;

/// <summary>An answer on a small screen says everything once, shows structure, and every run of a quote is the stored text.</summary>
public sealed class AnswerCardTests
{
    private const string Harbour = """
        # Harbour

        The harbour office opens at nine. It is closed on Mondays. Boats need a berth, which must be booked by phone.

        Every boat carries:

        - a life vest for each person
        - two flares
          - red ones
        - an anchor

        | Berth | Price | Depth |
        |---|---|---|
        | A | 12 crowns | 2 m |
        | B | 18 crowns | 4 m |

        Start the pump with:

        ```
        pump --start
        ```
        """;

    [Fact]
    public async Task What_a_quote_says_word_for_word_is_said_once_in_the_quote()
    {
        var card = AnswerCard.Of(await AskAsync("When does the harbour office open?"));
        card.Worded.ShouldBeEmpty();
        var quote = card.Sources.ShouldHaveSingleItem().Quotes[0];
        quote.Lines.SelectMany(line => line.Runs).Where(run => run.IsAnswer).ShouldHaveSingleItem().Text.ShouldStartWith("The harbour office opens at nine.");
    }

    [Fact]
    public async Task A_list_keeps_its_lead_in_its_items_and_their_depth()
    {
        var quote = AnswerCard.Of(await AskAsync("What does every boat carry?")).Sources[0].Quotes[0];
        quote.Lines.Select(line => (line.Kind, line.Indent, line.Text)).ShouldBe(
        [
            (BlockKind.Paragraph, 0, "Every boat carries:"),
            (BlockKind.Item, 0, "a life vest for each person"),
            (BlockKind.Item, 0, "two flares"),
            (BlockKind.Item, 1, "red ones"),
            (BlockKind.Item, 0, "an anchor"),
        ]);
    }

    [Fact]
    public async Task A_row_is_read_aloud_above_and_stands_below_its_header_in_the_quote()
    {
        var card = AnswerCard.Of(await AskAsync("What is the price of berth B?"));
        card.Worded[0].Text.ShouldContain("Price: 18 crowns");
        var lines = card.Sources[0].Quotes[0].Lines;
        lines.ShouldContain(line => line.Kind == BlockKind.Header);
        lines.ShouldContain(line => line.Kind == BlockKind.Row && line.Runs.Any(run => run.IsAnswer) && line.Text.Contains("18 crowns"));
    }

    [Fact]
    public async Task Lists_tables_and_code_are_drawn_natively_on_discord_and_slack()
    {
        var discord = Discord(await AskAsync("What does every boat carry?"));
        discord.ShouldContain("\n> - a life vest for each person\n> - two flares\n>   - red ones\n");
        Discord(await AskAsync("What is the price of berth B?")).ShouldContain("> ```\n> Berth  Price");
        Discord(await AskAsync("How do I start the pump?")).ShouldContain("> ```\n> pump --start\n> ```");
        Slack(await AskAsync("What does every boat carry?")).ShouldContain("\"type\":\"rich_text_list\"");
        Slack(await AskAsync("What is the price of berth B?")).ShouldContain("\"type\":\"rich_text_preformatted\"");
        Slack(await AskAsync("How do I start the pump?")).ShouldContain("pump --start");
    }

    [Fact]
    public void Quotes_of_one_document_stand_under_one_heading()
    {
        var answer = Replies.Answer("It rose.") with { Conflicts = [] };
        AnswerCard.Of(answer).Sources.ShouldHaveSingleItem().Quotes.Count.ShouldBe(2);
    }

    [Fact]
    public void Only_the_address_that_a_document_was_loaded_from_becomes_a_link()
    {
        static CitedDocument From(string source) => new("d1", "Report", 1, null, source, new Dictionary<string, string> { ["source"] = "https://evil.example/", ["url"] = "https://evil.example/" });
        SourceLine.LinkOf(From("https://docs.example/a.html"))!.Host.ShouldBe("docs.example");
        foreach (var source in new[] { "notes.md", "https:/evil.example", "a.zip/https://evil.example/", "javascript:alert(1)", "file:///etc/passwd", "https://user:word@evil.example/" })
        {
            SourceLine.LinkOf(From(source)).ShouldBeNull(source);
        }
    }

    [Fact]
    public void Every_run_of_a_quote_is_the_excerpt_character_by_character() => Properties.Holds(
        from text in HostileText.Any
        from start in Gen.Choose(0, 200)
        from length in Gen.Choose(1, 200)
        select (text, start, length),
        one =>
        {
            var excerpt = string.Concat(one.text, " Then it ended. So it was. ", one.text);
            var stated = new TextRange(Math.Min(one.start, excerpt.Length - 1), Math.Min(one.length, excerpt.Length - Math.Min(one.start, excerpt.Length - 1)));
            var at = 0;
            foreach (var run in CardQuote.Of(Replies.Citation(1, excerpt) with { Stated = [stated] }, null).Lines.SelectMany(line => line.Runs).Where(run => run != CardRun.Gap))
            {
                at = excerpt.IndexOf(run.Text, at, StringComparison.Ordinal);
                at.ShouldBeGreaterThanOrEqualTo(0);
                at += run.Text.Length;
            }
        },
        500);

    [Fact]
    public void A_long_excerpt_is_shown_around_what_answers_and_what_is_left_out_is_marked()
    {
        var excerpt = string.Join(' ', Enumerable.Range(1, 30).Select(i => $"Sentence {i} tells of the harbour and its boats."));
        var start = excerpt.IndexOf("Sentence 15", StringComparison.Ordinal);
        var quote = CardQuote.Of(Replies.Citation(1, excerpt) with { Stated = [new TextRange(start, 48)] }, null);
        var runs = quote.Lines.SelectMany(line => line.Runs).ToArray();
        (runs[0], runs[^1]).ShouldBe((CardRun.Gap, CardRun.Gap));
        runs.Sum(run => run.Text.Length).ShouldBeLessThan(600);
        runs.Single(run => run.IsAnswer).Text.ShouldStartWith("Sentence 15 ");
    }

    private static string Discord(Answer answer) => string.Join(
        '\n',
        ResearchBot.Discord.Rendering.DiscordRenderer.Render(Replies.Answered(answer), new ResearchBot.Discord.Rendering.RenderContext(false))
            .SelectMany(message => message.Components[0].Components!).Select(one => one.Content));

    private static string Slack(Answer answer) =>
        ResearchBot.Tests.Slack.Rendering.RenderedTeam.RendererOf(new ResearchBot.Core.Commands.CommandCatalog([])).Render(Replies.Answered(answer))[0].Blocks.ToJsonString();

    private static async Task<Answer> AskAsync(string question)
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("harbour.md", Harbour));
        return await bot.AskAsync(question);
    }
}
