using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Slack.Rendering;
using ResearchBot.Tests.Discord.Rendering;

namespace ResearchBot.Tests.Slack.Rendering;

public sealed class AnswerRenderingTests
{
    private static readonly string[] Actions = ["passages-more", "passages-show", "helpful", "unhelpful", "needhelp"];

    private static readonly SlackRenderer Renderer = DrawnTeam.RendererOf(new CommandCatalog([]));

    [Fact]
    public void An_answer_is_statements_quotes_with_their_source_conflict_with_its_ruling_and_footer_in_this_order()
    {
        var message = Renderer.Render(Replies.Answered(Replies.Answer("It rose by 4.5%."))).ShouldHaveSingleItem();
        var lines = Drawn.Lines(message);
        lines[..3].ShouldBe(["It rose by 4.5%. [1]", "It rose by 4.5%. [1][2]", "> [1] “It rose by 4.5%.”"]);
        lines[3].ShouldStartWith("It rose by 4.5%. · ");
        lines[3].ShouldEndWith("line 14 · It rose by 4.5%. · version 2 · ✓ checked");
        lines[4].ShouldBe("> [2] “It rose by 4.5%.”");
        lines[6].ShouldBe("Sources differ on “It rose by 4.5%.”: [1] (It rose by 4.5%.) and [2] (It rose by 4.5%.). A moderator ruled on 2026-03-04: [2] holds. It rose by 4.5%.");
        lines[7].ShouldStartWith("Searched 3 documents");
        lines[7].ShouldEndWith(Replies.Receipt);
        lines.Length.ShouldBe(8);
        message.Text.ShouldStartWith("It rose by 4.5%. [1] It rose by 4.5%. [1][2]");
    }

    [Theory]
    [InlineData("en", "More passages", "Still need help")]
    [InlineData("de", "Weitere Stellen", "Ich brauche noch Hilfe")]
    public void Buttons_carry_an_action_and_the_receipt_and_speak_the_language_of_the_reply(string language, string first, string last)
    {
        var buttons = Drawn.Buttons(Renderer.Render(Replies.Answered(Replies.Answer("x")) with { Language = language })[^1].Blocks).ToArray();
        buttons.Select(button => button["action_id"]!.ToString()).ShouldBe(Actions);
        buttons.ShouldAllBe(button => button["value"]!.ToString() == Replies.Receipt);
        buttons.Select(button => button["text"]!["text"]!.ToString()).ShouldAllBe(label => label.Length <= 75);
        buttons[0]["text"]!["text"]!.ToString().ShouldBe(first);
        buttons[^1]["text"]!["text"]!.ToString().ShouldBe(last);
    }

    [Fact]
    public void A_refusal_says_so_and_shows_the_closest_passages_as_no_answer()
    {
        var lines = Drawn.Lines(Renderer.Render(Replies.Answered(Replies.Answer("profit", AnswerOutcome.NotFound))).ShouldHaveSingleItem());
        lines[..4].ShouldBe(["The documents do not answer this.", "Not in the documents: profit.", "The closest passages, which are not an answer:", "> “profit”"]);
        lines[4].ShouldNotContain("checked");
    }

    [Fact]
    public void What_is_pinned_stands_first_and_is_marked_above_what_is_found_in_part()
    {
        var message = Renderer.Render(Replies.Answered(Replies.Answer("found", AnswerOutcome.Partial), pinned: Replies.Answer("pinned"))).ShouldHaveSingleItem();
        var lines = Drawn.Lines(message);
        lines[..2].ShouldBe(["Pinned by a moderator on 2026-03-04:", "pinned [1]"]);
        var found = lines.IndexOf("Found now:");
        found.ShouldBeGreaterThan(2);
        lines.IndexOf("found [1]").ShouldBeGreaterThan(found);
        Drawn.Buttons(message.Blocks).First()["value"]!.ToString().ShouldBe(Replies.Receipt);
    }

    [Fact]
    public void An_answer_that_was_not_kept_has_no_buttons() =>
        Drawn.Buttons(Renderer.Render(Replies.Answered(Replies.Answer("x")) with { Receipt = string.Empty }).Single().Blocks).ShouldBeEmpty();

    [Fact]
    public void The_check_mark_outlasts_a_source_that_is_too_long()
    {
        var answer = Replies.Answer("x") with { Citations = [Replies.Citation(1, "x", new string('t', 5_000))] };
        Drawn.Lines(Renderer.Render(Replies.Answered(answer)).Single()).ShouldContain(line => line.StartsWith("ttt") && line.EndsWith("… · ✓ checked"));
    }

    [Fact]
    public async Task An_excerpt_that_no_message_holds_comes_as_a_file_that_the_message_names()
    {
        var text = string.Concat(Enumerable.Repeat("Ein Satz, der – mit Umlauten: äöü – lang ist. ", 300));
        await using var team = await DrawnTeam.OpenAsync();
        var posted = await team.PostAsync(Renderer.Render(Replies.Answered(Replies.Answer("x") with { Citations = [Replies.Citation(1, text)] })));
        System.Text.Encoding.UTF8.GetString(posted.SelectMany(message => message.Files).Single(file => file.Name == "quote-1.txt").Bytes).ShouldBe(text);
        Drawn.Lines(posted[0].Blocks).ShouldContain("> [1] “(too long to show here; the whole text is in quote-1.txt)”");
        team.ShouldBeHarmless();
    }
}
