using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation;

public sealed class RetractedAnswersTests
{
    [Fact]
    public async Task A_document_that_was_removed_is_not_quoted_by_a_process_whose_index_still_holds_it()
    {
        await using var bed = await TestAnswers.StartAsync();
        var id = await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        await using var lagging = await TestBot.StartAsync(over: bed.Bot);
        var there = new TestPlatform(lagging);
        (await there.TypeAsync("ann", TestAnswers.Question)).ShouldBeOfType<AnswerReply>().Answer.Statements.ShouldNotBeEmpty();

        (await bed.ModerateAsync($"/documents remove {id}")).ShouldBeOfType<DocumentRemovedReply>();

        Drawn(await there.TypeAsync("ann", TestAnswers.Question)).ShouldNotContain("40 sacks");
        Drawn(await there.TypeAsync("ann", $"/documents show {id} --version 1")).ShouldContain("40 sacks");
    }

    [Fact]
    public async Task A_private_question_is_no_context_of_a_public_one_and_its_asker_still_has_it_in_private()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour in 2019.");
        await bed.SaveAsync("b.txt", "The quagga mill sold 55 sacks of flour in 2022.");
        Task<Reply> TypeAsync(string person, string line, bool isPrivate) => bed.Platform.TypeAsync(person, line, isPrivate: isPrivate, thread: "t1");
        await TypeAsync("ann", "How many sacks of flour did the quagga mill sell in 2019?", isPrivate: true);

        await StandaloneShouldBeAsync("ann", isPrivate: false, "and in 2022?");
        await StandaloneShouldBeAsync("bob", isPrivate: true, "and in 2022?");
        await StandaloneShouldBeAsync("ann", isPrivate: true, "How many sacks of flour did the quagga mill sell in 2022?");

        async Task StandaloneShouldBeAsync(string person, bool isPrivate, string expected)
        {
            var store = bed.Bot.Get<ConversationStore>();
            var conversation = (await store.FindAsync(new ConversationAddress("discord-1", "test", "t1"), TestContext.Current.CancellationToken))!;
            var audience = new Audience("discord-1", "general", isPrivate ? person : null, []);
            var turns = await store.LastTurnsAsync(conversation, audience, 3, TestContext.Current.CancellationToken);
            ConversationState.Of(turns).Resolve("and in 2022?").Standalone.ShouldBe(expected);
        }

        (await bed.Platform.TypeAsync("mo", "/answers retract", role: Role.Admin, thread: "t1")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("Nothing was answered");
        var open = (await TypeAsync("ann", "and in 2022?", isPrivate: false)).ShouldBeOfType<AnswerReply>();
        (await bed.TextAsync($"/why --answer {open.Receipt}")).ShouldNotContain("Understood");
    }

    [Fact]
    public async Task A_retracted_answer_has_its_message_replaced_and_is_restored()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var answer = await bed.AskAsync();
        await bed.PostAsync(answer, "c1/m1");

        (await bed.DoneAsync($"/answers retract --answer {answer.Receipt} --reason \"The count was wrong.\"")).ShouldContain($"/answers restore {answer.Receipt}");
        var replaced = (await bed.TakeAsync()).ShouldHaveSingleItem();
        (replaced.Kind, replaced.To, replaced.Text, replaced.AnswerId).ShouldBe(
            (NoticeKind.Replace, new ReplyAddress("test", "c1/m1"), "A moderator retracted this answer: The count was wrong.", null));
        (await bed.TextAsync($"/why --answer {answer.Receipt}")).ShouldContain("Retracted by mo");
        (await bed.RefusedAsync($"/pin --answer {answer.Receipt}")).ShouldContain("retracted");

        await bed.DoneAsync($"/answers restore {answer.Receipt}");
        (await bed.TakeAsync()).ShouldHaveSingleItem().AnswerId.ShouldBe(answer.Receipt);
        (await bed.TextAsync($"/why --answer {answer.Receipt}")).ShouldNotContain("Retracted");
        (await bed.RefusedAsync($"/answers restore {answer.Receipt}")).ShouldContain("not retracted");
        (await bed.TextAsync("/audit")).ShouldContain("answers retract");
    }

    [Fact]
    public async Task A_deleted_answer_is_gone_with_its_message_and_all_that_hangs_on_it()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var answer = await bed.AskAsync();
        await bed.PostAsync(answer, "c1/m1");
        await bed.DoneAsync($"/pin --answer {answer.Receipt}");
        await bed.DoneAsync($"/answers delete --answer {answer.Receipt}");

        (await bed.TakeAsync()).ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Delete);
        (await StoreRows.ReadAsync(bed.Bot, "audit", "notices")).ShouldNotContain(row => row.Contains(answer.Receipt));
        (await bed.RefusedAsync($"/why --answer {answer.Receipt}")).ShouldContain("no answer");
        (await bed.AskAsync()).Pinned.ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_without_a_known_message_queues_nothing_and_another_workspaces_is_not_found()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var answer = await bed.AskAsync(isPrivate: true); // a private answer is removed without being shown
        var elsewhere = new TestPlatform(bed.Bot, "slack-2");
        (await elsewhere.TypeAsync("mo", $"/answers delete --answer {answer.Receipt}", role: Role.Admin)).ShouldBeOfType<ErrorReply>();

        (await bed.DoneAsync($"/answers retract --answer {answer.Receipt}")).ShouldContain("not known here");
        (await bed.DoneAsync($"/answers delete --answer {answer.Receipt}")).ShouldContain("by hand");
        (await bed.TakeAsync()).ShouldBeEmpty();
        (await bed.RefusedAsync("/answers delete")).ShouldContain("receipt");
        (await bed.RefusedAsync("/answers retract --answer nothing")).ShouldContain("no answer");
    }

    private static string Drawn(Reply reply) => string.Join('\n', ReplyText.Lines(reply));
}
