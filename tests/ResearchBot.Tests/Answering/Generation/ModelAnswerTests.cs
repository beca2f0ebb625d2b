using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.FakeModel;
using ResearchBot.Tests.Workspaces;

namespace ResearchBot.Tests.Answering.Generation;

public sealed class ModelAnswerTests
{
    private const string Text =
        "# Bridges\n\nThe Sydney Harbour Bridge opened to traffic in March 1932. It took eight years to build.\n\n"
        + "The report says that it is not safe to cross the old bridge at night.\n";

    private const string Question = "When did the Sydney Harbour Bridge open?";

    [Fact]
    public async Task A_statement_in_other_words_is_shown_with_the_whole_sentence_that_it_rests_on()
    {
        await using var bed = await StartAsync(_ => TestModelBot.Says(("The Sydney Harbour Bridge opened in March 1932.", "Bridge opened to traffic in March 1932")));
        var answer = await bed.AskAsync(Question);

        (answer.Mode, answer.Outcome, answer.Fallback, answer.DroppedStatements).ShouldBe((AnswerMode.Model, AnswerOutcome.Answered, null, 0));
        answer.Statements.ShouldHaveSingleItem().Text.ShouldBe("The Sydney Harbour Bridge opened in March 1932.");
        answer.Citations.ShouldHaveSingleItem().Excerpt.ShouldBe("The Sydney Harbour Bridge opened to traffic in March 1932.");
        answer.Model.ShouldBe($"openai fake-model at {new Uri(bed.Server.Address).Authority}");
        answer.Tokens!.Input.ShouldBeGreaterThan(0);
        var lines = string.Join('\n', AnswerText.Lines(new AnswerReply(answer, "receipt")));
        lines.ShouldContain("worded by a model");
        lines.ShouldContain("✓ checked");
    }

    [Theory]
    [InlineData("The \"Red & Blue\" valve opens where p < 4 bar & T > 90 K, as 'AT&T' says.")]
    [InlineData("The valve of type <b>7</b> opens at 4 bar &amp; not at 5 bar &lt; 6 bar.")]
    public async Task A_quote_that_holds_markup_signs_is_sent_as_it_stands_and_found_word_for_word(string sentence)
    {
        await using var bed = await StartAsync(_ => TestModelBot.Says(("The valve opens at 4 bar.", sentence)));
        await bed.Bot.LoadAsync(bed.Bot.Write("docs/valve.txt", $"{sentence}\n"));
        var answer = await bed.AskAsync("When does the valve open & at which <pressure>?");

        (answer.Mode, answer.Fallback).ShouldBe((AnswerMode.Model, null));
        answer.Citations.ShouldHaveSingleItem().Excerpt.ShouldBe(sentence);
        bed.Server.Requests[^1].Messages.Select(message => message.Role).ShouldBe(["system", "user"]);
        bed.Server.Requests[^1].Messages[^1].Text.ShouldContain(sentence);
        bed.Server.Requests[^1].Messages[^1].Text.ShouldEndWith("Question: When does the valve open & at which <pressure>?");
    }

    [Theory]
    [InlineData("The Sydney Harbour Bridge opened in March 1933.", "The Sydney Harbour Bridge opened to traffic in March 1932.")]
    [InlineData("The Sydney Harbour Bridge opened in March 1932.", "The Sydney Harbour Bridge was opened in March 1932.")]
    [InlineData("The old bridge is safe to cross at night.", "safe to cross the old bridge at night")]
    [InlineData("See https://evil.example, the bridge opened in March 1932.", "The Sydney Harbour Bridge opened to traffic in March 1932.")]
    [InlineData("The Sydney Harbour Bridge opened in March 1932.", "")]
    public async Task What_the_documents_do_not_carry_is_never_shown(string statement, string quote)
    {
        await using var bed = await StartAsync(_ => TestModelBot.Says((statement, quote), ("It took eight years to build the Sydney Harbour Bridge.", "It took eight years to build.")));
        var answer = await bed.AskAsync(Question);
        answer.Statements.Select(shown => shown.Text).ShouldNotContain(statement);
        answer.DroppedStatements.ShouldBeGreaterThan(0);

        bed.Server.Options.Brain = _ => TestModelBot.Says((statement, quote));
        answer = await bed.AskAsync(Question);
        (answer.Mode, answer.Fallback!.Reason, answer.DroppedStatements).ShouldBe((AnswerMode.Extractive, FallbackReason.NothingProved, 1));
        answer.Statements[0].Text.ShouldContain("1932");
    }

    [Fact]
    public async Task The_log_says_why_statements_were_dropped_and_no_word_of_them()
    {
        using var log = new CanaryLog();
        await using var bed = await StartAsync(
            _ => TestModelBot.Says(("The Sydney Harbour Bridge opened in March 1933.", "The Sydney Harbour Bridge opened to traffic in March 1932.")));
        bed.Bot.Get<ILoggerFactory>().AddProvider(log);

        (await bed.AskAsync(Question)).Fallback!.Reason.ShouldBe(FallbackReason.NothingProved);

        log.Lines.ShouldContain(line => line.Contains("dropped for: ", StringComparison.Ordinal));
        log.Lines.ShouldNotContain(line => line.Contains("dropped for", StringComparison.Ordinal) && line.Contains("1933", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_sees_no_answer_is_believed_unless_the_search_is_sure()
    {
        await using var bed = await StartAsync(_ => new FakeAnswer("{\"answers\": \"no\", \"statements\": []}"));
        var sure = await bed.AskAsync(Question);
        (sure.Mode, sure.Outcome, sure.Fallback!.Reason).ShouldBe((AnswerMode.Extractive, AnswerOutcome.Answered, FallbackReason.NoAnswerSeen));
        var unsure = await bed.AskAsync("How many bridges did the mayor of Lisbon open in Madrid?");
        (unsure.Mode, unsure.Outcome, unsure.Statements.Count, unsure.Citations.Count).ShouldBe((AnswerMode.Model, AnswerOutcome.NotFound, 0, 0));
    }

    [Fact]
    public async Task A_true_statement_is_no_answer_where_words_of_the_question_stand_nowhere_and_the_search_finds_nothing()
    {
        await using var bed = await TestModelBot.StartAsync();
        var answer = await bed.AskAsync("What is the GDP of Iran?");
        (answer.Outcome, answer.Statements.Count, answer.Fallback).ShouldBe((AnswerOutcome.NotFound, 0, null));
        answer.Closest.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_heading_that_is_quoted_with_its_sentence_is_not_shown()
    {
        await using var bed = await StartAsync(_ => TestModelBot.Says(
            ("The Sydney Harbour Bridge opened in March 1932.", "Bridges\n\nThe Sydney Harbour Bridge opened to traffic in March 1932."), ("Bridges", "Bridges")));
        var answer = await bed.AskAsync(Question);
        answer.Statements.ShouldHaveSingleItem();
        answer.Citations.ShouldHaveSingleItem().Excerpt.ShouldBe("The Sydney Harbour Bridge opened to traffic in March 1932.");
    }

    [Fact]
    public async Task Statements_are_shown_as_an_unchecked_draft_as_soon_as_they_hold()
    {
        await using var bed = await StartAsync(_ => TestModelBot.Says(
            ("The Sydney Harbour Bridge opened in March 1932.", "The Sydney Harbour Bridge opened to traffic in March 1932."),
            ("It cost the moon.", "It took eight years to build."),
            ("It took eight years to build.", "It took eight years to build.")));
        var sink = new TestSink();
        await bed.AskAsync(Question, sink);
        sink.Drafts.Select(draft => draft.Statements.Count).ShouldBe([1, 2]);
        sink.Drafts.SelectMany(draft => draft.Statements).ShouldNotContain(text => text.Contains("moon"));
        AnswerText.Lines(sink.Drafts[0]).First().ShouldContain("not checked");
    }

    [Fact]
    public async Task Sources_that_differ_are_shown_with_both_sides_whatever_the_model_says()
    {
        await using var bed = await StartAsync(_ => TestModelBot.Says(("The dam holds 400 million litres of water.", "The dam holds 400 million litres of water.")));
        await bed.Bot.LoadAsync(
            bed.Bot.Write("docs/dam-a.md", "---\npublished: 2021\n---\nThe dam holds 400 million litres of water.\n"),
            bed.Bot.Write("docs/dam-b.md", "---\npublished: 2024\n---\nThe dam holds 700 million litres of water.\n"));
        var answer = await bed.AskAsync("How many litres of water does the dam hold?");
        answer.Mode.ShouldBe(AnswerMode.Model);
        var conflict = answer.Conflicts.ShouldHaveSingleItem();
        var sides = conflict.Citations.Select(number => answer.Citations.First(citation => citation.Number == number)).ToArray();
        sides.Select(side => side.Excerpt).Order().ShouldBe(["The dam holds 400 million litres of water.", "The dam holds 700 million litres of water."]);
        sides.Select(side => side.Document.Published).Order().ShouldBe(["2021", "2024"]);
        AnswerText.Lines(new AnswerReply(answer, "receipt")).ShouldContain(line => line.StartsWith("Sources differ") && line.Contains("(2021)") && line.Contains("(2024, newer)"));
    }

    [Fact]
    public async Task A_store_that_takes_no_count_of_the_tokens_costs_nobody_the_answer()
    {
        await using var bed = await StartAsync(_ => TestModelBot.Says(("The Sydney Harbour Bridge opened in March 1932.", "The Sydney Harbour Bridge opened to traffic in March 1932.")));
        await using (var connection = await bed.Bot.Get<DbDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON model_use BEGIN SELECT RAISE(ABORT, 'x'); END");
        }

        (await bed.AskAsync(Question)).Mode.ShouldBe(AnswerMode.Model);
    }

    [Fact]
    public async Task A_place_that_wants_it_word_for_word_sends_nothing_to_the_model()
    {
        await using var bed = await StartAsync(_ => TestModelBot.Says(("x", "y")));
        await bed.Bot.RunAsync("settings set", new() { ["name"] = "mode", ["value"] = "extractive" });
        (await bed.AskAsync(Question)).Mode.ShouldBe(AnswerMode.Extractive);
        bed.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Why_tells_the_model_what_it_cost_and_what_was_left_out()
    {
        await using var bed = await StartAsync(_ => TestModelBot.Says(
            ("The Sydney Harbour Bridge opened in March 1932.", "The Sydney Harbour Bridge opened to traffic in March 1932."), ("It cost the moon.", "It took eight years to build.")));
        await bed.AskAsync(Question);
        var why = (await bed.RunAsync("why", [])).ShouldBeOfType<WhyReply>();
        var said = string.Join('\n', why.Sections.SelectMany(section => section.Lines));
        said.ShouldContain("fake-model");
        said.ShouldContain("left out as unproved: 1");
    }

    [Fact]
    public async Task A_follow_up_is_made_to_stand_alone_by_the_model()
    {
        await using var bed = await StartAsync(request => IsRewriting(request)
            ? new FakeAnswer("How long did it take to build the Sydney Harbour Bridge?")
            : TestModelBot.Says(("It took eight years to build the Sydney Harbour Bridge.", "It took eight years to build.")));
        await bed.AskAsync(Question);
        await bed.AskAsync("And how long did it take?");
        var rewriting = bed.Server.Requests.Single(IsRewriting);
        rewriting.Messages[^1].Text.ShouldContain(Question);
        bed.Server.Requests[^1].Messages[^1].Text.ShouldContain("Question: How long did it take to build the Sydney Harbour Bridge?");

        bed.Server.Options.Brain = request => IsRewriting(request) ? new FakeAnswer("And then?") : TestModelBot.Says(("x", "y"));
        await bed.AskAsync("And in April 1932?");
        bed.Server.Requests[^1].Messages[^1].Text.ShouldContain("April 1932");

        bed.Server.Options.Fault = request => IsRewriting(request) ? FakeFault.WrongKey : null;
        await bed.AskAsync("And in March 1932?");
        bed.Server.Requests[^1].Messages[^1].Text.ShouldContain("1932");
    }

    private static bool IsRewriting(FakeRequest request) => request.Messages[0].Text.Contains("You rewrite", StringComparison.Ordinal);

    private static async Task<TestModelBot> StartAsync(Func<FakeRequest, FakeAnswer> brain)
    {
        var bed = await TestModelBot.StartAsync(new FakeModelOptions { Brain = brain }, seeds: false);
        await bed.Bot.LoadAsync(bed.Bot.Write("docs/bridge.md", Text));
        return bed;
    }
}
