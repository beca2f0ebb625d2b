using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Tests.Discord.Rendering;

public sealed class AnswerRenderingTests
{
    private static readonly RenderContext Public = new(IsPrivate: false);
    private static readonly string[] Actions = ["passages-more", "why", "helpful", "unhelpful"];

    [Fact]
    public void An_answer_is_statements_quotes_with_their_source_conflict_and_footer_in_this_order()
    {
        var message = DiscordRenderer.Render(Replies.Answered(Replies.Answer("It rose by 4.5%.")), Public).ShouldHaveSingleItem();
        var texts = Texts(message);
        texts[0].ShouldBe("> **[1]** **It rose by 4.5%.**");
        texts[1].ShouldStartWith("> **[2]** **It rose by 4.5%.**\n-# It rose by 4.5%. · \\[1\\] page 3 · It rose by 4.5%. · line 14 · \\[2\\] page 3");
        ShownText.Of(texts[2]).ShouldStartWith("Sources differ on “It rose by 4.5%.”: [1] (It rose by 4.5%.) and [2] (It rose by 4.5%.). A moderator ruled on 2026-03-04: [2] holds.");
        texts[3].ShouldBe("-# ✓ word for word from 1 document · It rose by 4.5%.");
        texts.Length.ShouldBe(4);
        message.Components[0].AccentColor.ShouldBe(0x2E7D32);
    }

    [Theory]
    [InlineData("en", "More", "Why")]
    [InlineData("de", "Mehr", "Warum")]
    public void Buttons_carry_an_action_and_the_receipt_and_speak_the_language_of_the_reply(string language, string first, string second)
    {
        var reply = Replies.Answered(Replies.Answer("x")) with { Language = language };
        var buttons = DiscordRenderer.Render(reply, Public)[^1].Components[^1].Components!;
        buttons.Select(button => button.CustomId).ShouldBe(
            Actions.Select(action => $"{action}:{Replies.Receipt}"));
        buttons[0].Label.ShouldBe(first);
        buttons[1].Label.ShouldBe(second);
        buttons.Skip(2).Select(button => button.Emoji!.Name).ShouldBe(["👍", "👎"]);
    }

    [Fact]
    public void A_refusal_says_so_what_was_searched_and_shows_the_closest_passages_as_no_answer()
    {
        var reply = Replies.Answered(Replies.Answer("profit", AnswerOutcome.NotFound));
        var texts = Texts(DiscordRenderer.Render(reply, Public).ShouldHaveSingleItem());
        texts[0].ShouldBe("The documents do not answer this.\nNot in the documents\\: profit.");
        texts[1].ShouldBe("**The closest passages, which are not an answer\\:**");
        texts[2].ShouldBe("> profit\n-# profit · page 3 · profit · line 14");
        texts[3].ShouldStartWith("-# Searched 3 documents");
        texts.Length.ShouldBe(4);
    }

    [Fact]
    public void What_is_pinned_stands_first_and_is_marked()
    {
        var reply = Replies.Answered(Replies.Answer("found", AnswerOutcome.NotFound), pinned: Replies.Answer("pinned"));
        var message = DiscordRenderer.Render(reply, Public).ShouldHaveSingleItem();
        var texts = Texts(message);
        texts[0].ShouldBe("**Pinned by a moderator on 2026\\-03\\-04\\:**");
        texts[1].ShouldStartWith("> **[1]** **pinned**");
        texts.ShouldContain("**Found now\\:**");
        message.Components[^1].Components![0].CustomId.ShouldBe($"passages-more:{Replies.Receipt}");
    }

    [Fact]
    public void An_answer_that_was_not_kept_has_no_buttons() =>
        DiscordRenderer.Render(Replies.Answered(Replies.Answer("x")) with { Receipt = string.Empty }, Public).Single().Components.Count.ShouldBe(1);

    [Fact]
    public void A_private_message_is_flagged_so_and_every_message_is_components_only()
    {
        var rendered = DiscordRenderer.Render(new DoneReply("x"), Public).Single();
        OutgoingGate.ToMessage(rendered, isPrivate: false, null, null).Flags.ShouldBe(32768);
        OutgoingGate.ToMessage(rendered, isPrivate: true, null, null).Flags.ShouldBe(32768 + 64);
    }

    private static string[] Texts(RenderedMessage message) =>
        [.. message.Components[0].Components!.Where(one => one.Type == ComponentType.Text).Select(one => one.Content!)];
}
