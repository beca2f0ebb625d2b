using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Slack.Rendering;
using ResearchBot.Tests.Discord.Rendering;

namespace ResearchBot.Tests.Slack.Rendering;

public sealed class AnswerRenderingTests
{
    private static readonly string[] Actions = ["passages-more", "why"];

    private static readonly SlackRenderer Renderer = RenderedTeam.RendererOf(new CommandCatalog([]));

    [Fact]
    public void An_answer_is_statements_quotes_with_their_source_conflict_with_its_ruling_and_footer_in_this_order()
    {
        var message = Renderer.Render(Replies.Answered(Replies.Answer("It rose by 4.5%."))).ShouldHaveSingleItem();
        var lines = ShownBlocks.Lines(message);
        lines[..2].ShouldBe(["> [1] It rose by 4.5%.", "> [2] It rose by 4.5%."]);
        lines[2].ShouldStartWith("It rose by 4.5%. · [1] page 3 · It rose by 4.5%. · line 14 · [2] page 3");
        lines[3].ShouldBe("Sources differ on “It rose by 4.5%.”: [1] (It rose by 4.5%.) and [2] (It rose by 4.5%.). A moderator ruled on 2026-03-04: [2] holds. It rose by 4.5%.");
        lines[4].ShouldBe("✓ word for word from 1 document · It rose by 4.5%.");
        lines.Length.ShouldBe(5);
        message.Text.ShouldStartWith("It rose by 4.5%. [1] It rose by 4.5%. [1][2]");
    }

    [Theory]
    [InlineData("en", "More", "Why")]
    [InlineData("de", "Mehr", "Warum")]
    public void Buttons_carry_an_action_and_the_receipt_and_speak_the_language_of_the_reply(string language, string first, string last)
    {
        var buttons = ShownBlocks.Buttons(Renderer.Render(Replies.Answered(Replies.Answer("x")) with { Language = language })[^1].Blocks).ToArray();
        buttons.Select(button => button["action_id"]!.ToString()).ShouldBe(Actions);
        buttons.ShouldAllBe(button => button["value"]!.ToString() == Replies.Receipt);
        buttons.Select(button => button["text"]!["text"]!.ToString()).ShouldAllBe(label => label.Length <= 75);
        buttons[0]["text"]!["text"]!.ToString().ShouldBe(first);
        buttons[^1]["text"]!["text"]!.ToString().ShouldBe(last);
        var thumbs = Renderer.Render(Replies.Answered(Replies.Answer("x")))[^1].Blocks[^1]!["elements"]![0]!;
        thumbs["positive_button"]!["value"]!.ToString().ShouldBe($"helpful:{Replies.Receipt}");
        thumbs["negative_button"]!["value"]!.ToString().ShouldBe($"unhelpful:{Replies.Receipt}");
    }

    [Fact]
    public void A_refusal_says_so_and_shows_the_closest_passages_as_no_answer()
    {
        var lines = ShownBlocks.Lines(Renderer.Render(Replies.Answered(Replies.Answer("profit", AnswerOutcome.NotFound))).ShouldHaveSingleItem());
        lines[..4].ShouldBe(["The documents do not answer this.", "Not in the documents: profit.", "The closest passages, which are not an answer:", "> profit"]);
        lines[4].ShouldBe("profit · page 3 · profit · line 14");
        lines[5].ShouldStartWith("Searched 3 documents");
    }

    [Fact]
    public void What_is_pinned_stands_first_and_is_marked_above_what_is_found_in_part()
    {
        var message = Renderer.Render(Replies.Answered(Replies.Answer("found", AnswerOutcome.Partial), pinned: Replies.Answer("pinned"))).ShouldHaveSingleItem();
        var lines = ShownBlocks.Lines(message);
        lines[..2].ShouldBe(["Pinned by a moderator on 2026-03-04:", "> [1] pinned"]);
        var found = lines.IndexOf("Found now:");
        found.ShouldBeGreaterThan(2);
        lines.IndexOf("> [1] found").ShouldBeGreaterThan(found);
        ShownBlocks.Buttons(message.Blocks).First()["value"]!.ToString().ShouldBe(Replies.Receipt);
    }

    [Fact]
    public void An_answer_that_was_not_kept_has_no_buttons() =>
        ShownBlocks.Buttons(Renderer.Render(Replies.Answered(Replies.Answer("x")) with { Receipt = string.Empty }).Single().Blocks).ShouldBeEmpty();

    [Fact]
    public async Task An_excerpt_that_no_message_holds_comes_as_a_file_that_the_message_names()
    {
        var text = string.Concat(Enumerable.Repeat("Ein Satz, der – mit Umlauten: äöü – lang ist. ", 300));
        await using var team = await RenderedTeam.OpenAsync();
        var posted = await team.PostAsync(Renderer.Render(Replies.Answered(Replies.Answer("x") with { Citations = [Replies.Citation(1, text)] })));
        System.Text.Encoding.UTF8.GetString(posted.SelectMany(message => message.Files).Single(file => file.Name == "quote-1.txt").Bytes).ShouldBe(text);
        ShownBlocks.Lines(posted[0].Blocks).ShouldContain("> [1] (too long to show here; the whole text is in quote-1.txt)");
        team.ShouldBeHarmless();
    }
}
