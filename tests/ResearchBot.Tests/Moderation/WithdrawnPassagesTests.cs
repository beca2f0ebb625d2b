using ResearchBot.Core.Commands;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation;

public sealed class WithdrawnPassagesTests
{
    [Fact]
    public async Task A_withdrawn_passage_is_neither_cited_nor_found_in_its_workspace_until_it_is_restored()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var answer = await bed.AskAsync();
        answer.Answer.Citations.Count.ShouldBe(1);

        var said = await bed.DoneAsync($"/passages retract 1 --answer {answer.Receipt} --reason \"A draft.\"");
        (await FoundAsync(bed)).ShouldNotContain("40 sacks");
        await bed.SaveAsync("a.txt", "A new beginning.\n\nThe quagga mill\nsold 40 sacks of flour. It burned.");
        (await FoundAsync(bed)).ShouldNotContain("40\u0020sacks");
        (await bed.AskAsync()).Answer.Searched.Chunks.ShouldBe(0, "its figures weigh nothing either");
        (await bed.RefusedAsync($"/pin --answer {answer.Receipt}")).ShouldContain("nothing");
        (await bed.TextAsync("/passages list")).ShouldContain("A draft.");

        await bed.DoneAsync(said[said.IndexOf("/passages restore", StringComparison.Ordinal)..].Replace(" takes that back.", string.Empty));
        (await FoundAsync(bed)).ShouldContain("40 sacks");
        (await bed.TextAsync("/passages list")).ShouldContain("No passage");
    }

    [Fact]
    public async Task It_takes_no_place_from_other_passages()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var answer = await bed.AskAsync();
        await bed.SaveAsync("b.txt", "Of the mill that is called quagga it is said in many books, of which most are lost, that it sold a sack or two.");
        await bed.DoneAsync($"/passages retract 1 --answer {answer.Receipt}");

        (await bed.ModerateAsync("/search \"quagga mill sold sacks\" --top 1")).ShouldBeOfType<SearchReply>().Results.ShouldHaveSingleItem().Text.ShouldContain("many books");
    }

    [Fact]
    public async Task Posted_answers_that_show_it_are_replaced_and_others_are_not()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        await bed.SaveAsync("b.txt", "The zebra bridge opened in 1901.");
        var (first, second, other) = (await bed.AskAsync(), await bed.AskAsync(), await bed.AskAsync("When did the zebra bridge open?"));
        await bed.PostAsync(first, "m1");
        await bed.PostAsync(second, "m2");
        await bed.PostAsync(other, "m3");

        await bed.DoneAsync($"/passages retract 1 --answer {first.Receipt}");
        var notices = await bed.TakeAsync();
        notices.Select(notice => notice.To.Address).Order().ShouldBe(["m1", "m2"]);
        notices.ShouldAllBe(notice => notice.Text.Contains("withdrew a passage"));
    }

    [Fact]
    public async Task Who_may_not_read_it_can_neither_withdraw_it_nor_see_it_in_the_list()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.", "board");
        var answer = await bed.AskAsync(channel: "discord:board");

        (await bed.RefusedAsync($"/passages retract 1 --answer {answer.Receipt}", "general")).ShouldContain("cites nothing");
        await bed.DoneAsync($"/passages retract 1 --answer {answer.Receipt}", "discord:board");
        (await bed.TextAsync("/passages list", "general")).ShouldNotContain("40 sacks");
        (await bed.TextAsync("/passages list", "discord:board")).ShouldContain("40 sacks");
    }

    [Theory]
    [InlineData("/passages retract", "needs citation")]
    [InlineData("/passages retract 9 --answer RECEIPT", "no passage [9]")]
    [InlineData("/passages retract x --answer RECEIPT", "whole number")]
    [InlineData("/passages retract 1 --answer nothing", "no answer")]
    [InlineData("/passages restore nothing", "no withdrawn passage")]
    public async Task Each_wrong_use_says_what_is_wrong(string line, string says)
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var answer = await bed.AskAsync();
        (await bed.RefusedAsync(line.Replace("RECEIPT", answer.Receipt))).ShouldContain(says);
    }

    private static async Task<string> FoundAsync(TestAnswers bed) => string.Join('\n', ReplyText.Lines(await bed.AskAsync())) + await bed.TextAsync("/search quagga");
}
