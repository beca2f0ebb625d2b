using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation;

public sealed class RulingsTests
{
    [Fact]
    public async Task A_ruling_is_shown_whenever_the_two_passages_are_opposed_again_until_it_is_taken_back()
    {
        await using var bed = await TestAnswers.StartAsync();
        var answer = await OpposedAsync(bed);
        var holds = answer.Answer.Citations.Single(citation => citation.Excerpt.Contains("55"));
        var said = await bed.DoneAsync($"/rule {holds.Number} --answer {answer.Receipt} --note \"The later count.\"");

        var again = await bed.AskAsync("How many sacks of flour has the quagga mill sold?", "random");
        var ruling = again.Answer.Conflicts.Single().Ruling.ShouldNotBeNull();
        again.Answer.Citations.Single(citation => citation.Number == ruling.Holds).Excerpt.ShouldContain("55");
        string.Join('\n', ReplyText.Lines(again)).ShouldMatch(@"A moderator ruled on 20\d\d-\d\d-\d\d: \[\d\] holds\. The later count\.");
        (await bed.TextAsync($"/why --answer {answer.Receipt}", "discord:board")).ShouldContain("Ruled");
        (await bed.TextAsync("/rules list")).ShouldContain("shown with the pair");

        await bed.DoneAsync(said[said.IndexOf("/rules remove", StringComparison.Ordinal)..].Replace(" takes that back.", string.Empty));
        (await bed.AskAsync()).Answer.Conflicts.Single().Ruling.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_ruling_on_a_pair_takes_the_place_of_the_first()
    {
        await using var bed = await TestAnswers.StartAsync();
        var answer = await OpposedAsync(bed);
        await bed.DoneAsync($"/rule 1 --answer {answer.Receipt}");
        await bed.DoneAsync($"/rule 2 --answer {answer.Receipt}");
        (await bed.ModerateAsync("/rules list")).ShouldBeOfType<TableReply>().Rows.Count.ShouldBe(1);
        (await bed.AskAsync()).Answer.Conflicts.Single().Ruling!.Holds.ShouldBe(2);
    }

    [Fact]
    public async Task A_ruling_whose_source_changed_no_longer_shows()
    {
        await using var bed = await TestAnswers.StartAsync();
        var answer = await OpposedAsync(bed);
        await bed.DoneAsync($"/rule 1 --answer {answer.Receipt}");
        await bed.SaveAsync("b.txt", "The quagga mill sold 77 sacks of flour.");
        (await bed.AskAsync()).Answer.Conflicts.Single().Ruling.ShouldBeNull();
        (await bed.TextAsync("/rules list")).ShouldContain("a source changed");
    }

    [Fact]
    public async Task Who_may_not_read_both_sides_sees_neither_the_ruling_nor_can_rule()
    {
        await using var bed = await TestAnswers.StartAsync();
        var answer = await OpposedAsync(bed, "board");
        (await bed.RefusedAsync($"/rule 1 --answer {answer.Receipt}", "general")).ShouldContain("no sources that differ");
        await bed.DoneAsync($"/rule 1 --answer {answer.Receipt} --note \"As the board says.\"", "discord:board");
        (await bed.TextAsync("/rules list", "general")).ShouldNotContain("board");
        (await bed.TextAsync("/rules list", "general")).ShouldNotContain("55 sacks");
        (await bed.TextAsync("/rules list", "discord:board")).ShouldContain("As the board says.");
        (await bed.AskAsync(channel: "general")).Answer.Conflicts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/rule", "needs holds")]
    [InlineData("/rule 7 --answer RECEIPT", "not among")]
    [InlineData("/rule 0 --answer RECEIPT", "whole number")]
    [InlineData("/rule 1 --answer nothing", "no answer")]
    [InlineData("/rules remove nothing", "no ruling")]
    public async Task Each_wrong_use_says_what_is_wrong(string line, string says)
    {
        await using var bed = await TestAnswers.StartAsync();
        var answer = await OpposedAsync(bed);
        (await bed.RefusedAsync(line.Replace("RECEIPT", answer.Receipt))).ShouldContain(says);
    }

    /// <summary>An answer whose second source is in a collection.</summary>
    private static async Task<AnswerReply> OpposedAsync(TestAnswers bed, string collection = "documents")
    {
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        await bed.SaveAsync("b.txt", "The quagga mill sold 55 sacks of flour.", collection);
        var answer = await bed.AskAsync(channel: "discord:board");
        answer.Answer.Conflicts.Count.ShouldBe(1);
        return answer;
    }
}
