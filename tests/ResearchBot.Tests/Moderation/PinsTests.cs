using System.Text.Json;
using ResearchBot.CommandLine;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation;

public sealed class PinsTests
{
    [Fact]
    public async Task A_pinned_answer_stands_first_for_the_same_words_and_no_others()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var pinned = await bed.AskAsync();
        (await bed.DoneAsync($"/pin --answer {pinned.Receipt}")).ShouldContain("/pins remove");
        (await bed.AskAsync()).Pinned!.IsFoundNow.ShouldBeTrue("one of two equal answers is enough");

        await bed.SaveAsync("b.txt", "The quagga mill sold 55 sacks of flour, says the quagga mill of the flour that it sold in sacks.");
        var reply = await bed.AskAsync("The quagga mill did sell how many sacks of flour?");
        reply.Pinned!.IsFoundNow.ShouldBeFalse();
        var text = string.Join('\n', ReplyText.Lines(reply));
        text.IndexOf("Pinned by a moderator on 2", StringComparison.Ordinal).ShouldBe(0);
        text.IndexOf("40 sacks", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("Found now:", StringComparison.Ordinal));
        JsonDocument.Parse(ReplyWriter.Write(reply)).RootElement.GetProperty("pinned").GetProperty("receipt").GetString().ShouldBe(pinned.Receipt);

        foreach (var other in new[] { "How much flour did the quagga mill sell?", "Who did the quagga mill sell how many sacks of flour?", "How many sacks of flour did the mill sell?" })
        {
            (await bed.AskAsync(other)).Pinned.ShouldBeNull(other);
        }
    }

    [Fact]
    public async Task It_can_be_pinned_to_other_words_and_in_one_channel()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var answer = await bed.AskAsync();
        var said = await bed.DoneAsync($"/pin --answer {answer.Receipt} --question \"What of the flour?\" --here", "general");

        (await bed.AskAsync("What of the flour?", "general")).Pinned.ShouldNotBeNull();
        (await bed.AskAsync("What of the flour?", "random")).Pinned.ShouldBeNull();
        (await bed.AskAsync("What of the flour?", channel: null)).Pinned.ShouldBeNull();
        (await bed.TextAsync("/audit")).ShouldNotContain("What of the flour");

        await bed.DoneAsync(said[said.IndexOf("/pins remove", StringComparison.Ordinal)..].Replace(" takes that back.", string.Empty));
        (await bed.AskAsync("What of the flour?", "general")).Pinned.ShouldBeNull();
    }

    [Fact]
    public async Task What_its_source_no_longer_says_is_not_shown_and_the_list_says_so()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        await bed.DoneAsync($"/pin --answer {(await bed.AskAsync()).Receipt}");

        await bed.SaveAsync("a.txt", "Corrected.\n\nThe quagga mill sold 40\nsacks of flour.");
        var moved = (await bed.AskAsync()).Pinned.ShouldNotBeNull("the same words stand elsewhere now").Answer.Citations.Single();
        (moved.Document.Version, moved.Start, moved.Verified).ShouldBe((2, 12, true));
        (await bed.TextAsync("/pins list")).ShouldContain("state stands");

        await bed.SaveAsync("a.txt", "The quagga mill sold 41 sacks of flour.");
        (await bed.AskAsync()).Pinned.ShouldBeNull();
        (await bed.TextAsync("/pins list")).ShouldContain("no longer stands");
    }

    [Fact]
    public async Task It_shows_nothing_that_its_reader_may_not_read()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.", "board");
        await bed.SaveAsync("b.txt", "The zebra bridge opened in 1901.");
        var answer = await bed.AskAsync(channel: "discord:board");
        (await bed.RefusedAsync($"/pin --answer {answer.Receipt}", "general")).ShouldContain("nothing");
        await bed.DoneAsync($"/pin --answer {answer.Receipt}", "discord:board");
        var open = await bed.AskAsync("When did the zebra bridge open?", channel: "discord:board");
        (await bed.DoneAsync($"/pin --answer {open.Receipt}", "general")).ShouldNotContain("zebra", Case.Insensitive, "it was asked elsewhere");

        (await bed.AskAsync(channel: "discord:board")).Pinned.ShouldNotBeNull();
        var elsewhere = await bed.AskAsync(channel: "general");
        elsewhere.Pinned.ShouldBeNull();
        ReplyWriter.Write(elsewhere).ShouldNotContain("board");
        (await bed.TextAsync("/pins list", "general")).ShouldNotContain("quagga");
        (await bed.TextAsync("/pins list", "discord:board")).ShouldContain("quagga");
    }

    [Theory]
    [InlineData("/pin --answer nothing", "no answer")]
    [InlineData("/pin --answer RECEIPT --question \"?!\"", "no words")]
    [InlineData("/pin", "receipt")]
    [InlineData("/pins remove nothing", "no pin")]
    public async Task Each_wrong_use_says_what_is_wrong(string line, string says)
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        (await bed.RefusedAsync(line.Replace("RECEIPT", (await bed.AskAsync()).Receipt))).ShouldContain(says);
    }

    [Fact]
    public async Task Here_needs_a_channel()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        (await bed.RefusedAsync($"/pin --answer {(await bed.AskAsync()).Receipt} --here", channel: null)).ShouldContain("no channel");
    }
}
