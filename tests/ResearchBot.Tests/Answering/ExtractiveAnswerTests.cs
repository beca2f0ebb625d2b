using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Documents;

namespace ResearchBot.Tests.Answering;

public sealed class ExtractiveAnswerTests
{
    private const string Filler =
        "\n\nThe harbour office keeps a ledger of every boat. Gulls nest on the northern wall each spring. The museum opens at nine and closes at five.\n";

    [Fact]
    public async Task The_sentence_that_answers_stands_first_with_its_place()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/bridge.md", "---\ntitle: The old bridge\npublished: 2024-05-06\n---\n# History\n\nThe old bridge was finished in 1874. Stones came from a quarry upriver." + Filler);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        var answer = await bot.AskAsync("When was the old bridge finished?");

        answer.Outcome.ShouldBe(AnswerOutcome.Answered);
        answer.Statements[0].Text.ShouldBe("The old bridge was finished in 1874.");
        var citation = answer.Citations[answer.Statements[0].Citations[0] - 1];
        citation.Document.Title.ShouldBe("The old bridge");
        citation.Document.Published.ShouldBe("2024-05-06");
        citation.Document.Source.ShouldBe("bridge.md");
        citation.Place.Section.ShouldBe("History");
        citation.Place.Line.ShouldBe(7);
    }

    [Fact]
    public async Task Differing_figures_of_two_documents_are_shown_as_a_conflict()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/a.txt", "The ferry company employs 120 sailors in the town." + Filler);
        bot.Write("docs/b.txt", "According to the union, the ferry company employs 95 sailors in the town." + Filler);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        var answer = await bot.AskAsync("How many sailors does the ferry company employ?");

        var conflict = answer.Conflicts.ShouldHaveSingleItem();
        conflict.About.ShouldContain("sailors");
        conflict.Citations.Select(number => answer.Citations[number - 1].Document.Source).Order().ShouldBe(["a.txt", "b.txt"]);
    }

    [Fact]
    public async Task Differing_figures_of_two_attributed_sources_in_one_document_are_a_conflict()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/report.txt", "Three flights a day left for the island, a worker told the Morning Star.\n\nThe Evening Post reported that five flights a day left for the island." + Filler);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        var answer = await bot.AskAsync("How many flights a day left for the island?");

        answer.Conflicts.ShouldHaveSingleItem().About.ShouldBe("flights a day");
        answer.Citations.Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("A ticket for the museum costs $9.", "A ticket for the museum costs $12.", "the amount in $")]
    [InlineData("A ticket for the museum costs 9.", "A ticket for the museum costs 12.", "the figure")]
    public async Task A_conflict_always_has_a_name(string one, string other, string about)
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/a.txt", one + Filler);
        bot.Write("docs/b.txt", other + Filler);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        (await bot.AskAsync("What does a ticket cost?")).Conflicts.ShouldHaveSingleItem().About.ShouldBe(about);
    }

    [Fact]
    public async Task A_conflict_inside_one_paragraph_gets_an_excerpt_for_each_side()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/report.txt", "Three flights a day left for the island, a worker told the Morning Star. Five flights a day left for the island, the Evening Post reported." + Filler);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        var answer = await bot.AskAsync("How many flights a day left for the island?");

        var conflict = answer.Conflicts.ShouldHaveSingleItem();
        conflict.Citations.Select(number => answer.Citations[number - 1].Excerpt).Distinct().Count().ShouldBe(2);
        answer.Citations.ShouldAllBe(citation => citation.Verified);
    }

    [Theory]
    [InlineData("The ferry company employs 120 sailors.", "In the town, the ferry company employs 120 sailors and two dogs.")]
    [InlineData("The ferry company employs three or four sailors.", "The ferry company employs three sailors, a captain said.")]
    [InlineData("In 2019 the ferry company employed 120 sailors.", "In 2022 the ferry company employed 95 sailors.")]
    [InlineData("The ferry company employs 120 sailors in the town.", "The ferry company employs 3 sailors a day in the town.")]
    [InlineData("The ferry company employs 120 sailors in the town.", "Every day the ferry company employs 3 sailors in the town.")]
    [InlineData("The ferry company employs 120 sailors in the town.", "The ferry company employs 3 sailors daily in the town.")]
    [InlineData("The ferry company employs 120 sailors.", "The ferry company owns 7 boats and employs sailors.")]
    public async Task Figures_that_agree_or_speak_of_different_things_are_no_conflict(string one, string other)
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/a.txt", one + Filler);
        bot.Write("docs/b.txt", other + Filler);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        (await bot.AskAsync("How many sailors does the ferry company employ?")).Conflicts.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_says_what_was_missing_and_searched()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        bot.Write("docs/a.txt", "The ferry company employs 120 sailors in the town." + Filler);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        var answer = await bot.AskAsync("Which enzyme does the zebrafish liver produce under hypoxia, company?");

        answer.Outcome.ShouldBe(AnswerOutcome.NotFound);
        answer.Statements.ShouldBeEmpty();
        answer.Citations.ShouldBeEmpty();
        answer.MissingTerms.ShouldBe(["enzyme", "zebrafish", "liver", "hypoxia"], ignoreOrder: true);
        answer.Closest.ShouldNotBeEmpty();
        answer.Searched.Workspace.ShouldBe("default");
        answer.Searched.Collections.ShouldBe(["documents", "seeds"], ignoreOrder: true);
        answer.Searched.Documents.ShouldBe(3);
    }

    [Fact]
    public async Task The_same_sentence_in_two_documents_is_one_statement_with_two_citations()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/a.txt", "The lighthouse of Norrby was built by Elsa Berg in 1901." + Filler);
        bot.Write("docs/b.txt", "The lighthouse of Norrby was built by Elsa Berg in 1901." + Filler.Replace("boat", "ship", StringComparison.Ordinal));
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        var answer = await bot.AskAsync("Who built the lighthouse of Norrby?");

        answer.Statements.Count(statement => statement.Text.Contains("Elsa Berg", StringComparison.Ordinal)).ShouldBe(1);
        answer.Statements[0].Citations.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_sentence_that_refers_back_is_quoted_with_the_one_before_it()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/a.txt", "Elsa Berg came from a family of masons. She built the lighthouse of Norrby." + Filler);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        var answer = await bot.AskAsync("Who built the lighthouse of Norrby?");

        answer.Citations[0].Excerpt.ShouldBe("Elsa Berg came from a family of masons. She built the lighthouse of Norrby.");
    }

    [Fact]
    public async Task An_excerpt_that_the_store_does_not_hold_is_dropped_with_its_statement()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        var answer = await bot.AskAsync("Who negotiated asylum in Venezuela?");
        var forged = answer with
        {
            Citations = [answer.Citations[0] with { Excerpt = "Nobody ever said this.", Verified = false }, .. answer.Citations.Skip(1)],
        };

        var seen = await bot.Get<CitationVerifier>().VerifyAsync(forged, await bot.ReadableAsync("default"), TestContext.Current.CancellationToken);
        var foreign = await bot.Get<CitationVerifier>().VerifyAsync(answer, new ReadScope([new CollectionId("rival", "documents")]), TestContext.Current.CancellationToken);

        seen.Citations.ShouldNotContain(citation => citation.Number == 1);
        seen.Statements.ShouldNotContain(statement => statement.Citations.Contains(1));
        foreign.Citations.ShouldBeEmpty();
        foreign.Outcome.ShouldBe(AnswerOutcome.NotFound);
    }
}
