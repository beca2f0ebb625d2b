using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Moderation;

public sealed class WhyTests
{
    [Fact]
    public async Task It_tells_scores_scope_versions_checks_and_what_became_of_the_answer()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var answer = await bed.AskAsync();
        await bed.DoneAsync($"/pin --answer {answer.Receipt}");
        await bed.SaveAsync("a.txt", "The quagga mill sold 41 sacks of flour.");

        var text = await bed.TextAsync($"/why --answer {answer.Receipt}");
        foreach (var part in new[]
        {
            answer.Receipt, "Asked: How many sacks", "By ann on test in general", "confidence", "word for word", "It counts.", "Pinned in the whole workspace by mo",
            "Collections: documents.", "Documents: 1; chunks: 1.", "1. a.txt", "score 1.0000", "version 1: the newest is version 2", "compared with the store", "dropped: 0",
        })
        {
            text.ShouldContain(part);
        }
    }

    [Fact]
    public async Task In_another_channel_it_tells_nothing_and_to_a_moderator_in_private_what_they_may_read()
    {
        await using var bed = await TestAnswers.StartAsync();
        var id = await bed.SaveAsync("secret.txt", "The quagga mill sold 40 sacks of flour.", "board");
        var answer = await bed.AskAsync(channel: "discord:board");
        (await bed.TextAsync($"/why --answer {answer.Receipt}", "discord:board")).ShouldContain(id);

        (await bed.Platform.TypeAsync("mo", $"/why --answer {answer.Receipt}", "general", role: Role.Moderator)).ShouldBeOfType<ErrorReply>().Message.ShouldContain("in private only");
        (await bed.Platform.TypeAsync("ann", $"/why --answer {answer.Receipt}", "general")).ShouldBeOfType<ErrorReply>("others read it too");
        var elsewhere = string.Join('\n', (await bed.Platform.TypeAsync("mo", $"/why --answer {answer.Receipt}", "general", role: Role.Moderator, isPrivate: true))
            .ShouldBeOfType<WhyReply>().Sections.SelectMany(section => section.Lines));
        foreach (var hidden in new[] { id, "secret.txt", "40 sacks", "Collections: board", "Documents: 1" })
        {
            elsewhere.ShouldNotContain(hidden);
        }

        elsewhere.ShouldContain("cannot be shown here");
    }

    [Fact]
    public async Task Its_asker_may_know_and_another_member_sees_the_outcome_alone()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", "The quagga mill sold 40 sacks of flour.");
        var (open, hidden) = (await bed.AskAsync(), await bed.AskAsync(isPrivate: true));

        (await bed.Platform.TypeAsync("ann", $"/why --answer {open.Receipt}")).ShouldBeOfType<WhyReply>();
        var other = (await bed.Platform.TypeAsync("bob", $"/why --answer {open.Receipt}")).ShouldBeOfType<WhyReply>().Sections.ShouldHaveSingleItem();
        other.Lines.ShouldContain(line => line.StartsWith("Answered, confidence"));
        other.Lines.ShouldAllBe(line => !line.Contains("Asked:") && !line.Contains("ann"));
        (await bed.Platform.TypeAsync("ann", $"/why --answer {hidden.Receipt}", isPrivate: true)).ShouldBeOfType<WhyReply>();
        (await bed.RefusedAsync($"/why --answer {hidden.Receipt}")).ShouldContain("no answer");
        (await bed.RefusedAsync("/why")).ShouldContain("receipt");
    }
}
