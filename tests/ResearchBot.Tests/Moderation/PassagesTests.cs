using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Moderation;

/// <summary>The buttons below an answer: its whole passages, and further ones.</summary>
public sealed class PassagesTests
{
    private const string Cited = "The quagga mill sold 40 sacks of flour. It was built by two brothers.";

    [Fact]
    public async Task Show_gives_the_whole_passage_with_the_numbers_that_cite_it()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", Cited);
        var answer = await bed.AskAsync();
        var hit = (await TypeAsync(bed, "bob", $"/passages show --answer {answer.Receipt}")).ShouldBeOfType<SearchReply>().Results.ShouldHaveSingleItem();
        hit.Text.ShouldBe(Cited);
        hit.Citations.ShouldBe(answer.Answer.Citations.Select(citation => citation.Number));
        (await bed.TextAsync($"/passages show --answer {answer.Receipt}")).ShouldStartWith("[1] ");
    }

    [Fact]
    public async Task Show_gives_nobody_more_than_they_may_read_where_they_read_it()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", Cited, "board");
        var answer = await bed.AskAsync(channel: "discord:board");
        (await TypeAsync(bed, "bob", $"/passages show --answer {answer.Receipt}", "discord:board")).ShouldBeOfType<SearchReply>().Results.ShouldHaveSingleItem();
        (await TypeAsync(bed, "bob", $"/passages show --answer {answer.Receipt}")).ShouldBeOfType<ErrorReply>();
        (await bed.RefusedAsync($"/passages show --answer {answer.Receipt}")).ShouldContain("nothing that can be shown");

        var own = await bed.AskAsync(channel: "discord:board", isPrivate: true);
        (await TypeAsync(bed, "bob", $"/passages show --answer {own.Receipt}", "discord:board")).ShouldBeOfType<ErrorReply>();
        (await TypeAsync(bed, "bob", $"/passages more --answer {own.Receipt}", "discord:board")).ShouldBeOfType<ErrorReply>();
    }

    [Fact]
    public async Task Neither_shows_a_withdrawn_passage_nor_the_part_that_it_stands_in()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", Cited);
        var flour = await bed.AskAsync();
        var builders = await bed.AskAsync("Who built the quagga mill, two brothers?");
        builders.Answer.Citations.ShouldNotBeEmpty();
        await bed.DoneAsync($"/passages retract 1 --answer {flour.Receipt}");
        foreach (var receipt in new[] { flour.Receipt, builders.Receipt })
        {
            (await bed.RefusedAsync($"/passages show --answer {receipt}")).ShouldContain("nothing that can be shown");
            (await bed.TextAsync($"/passages more --answer {receipt}")).ShouldNotContain("40 sacks");
        }
    }

    [Fact]
    public async Task More_gives_others_than_the_cited_and_no_more_than_five()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", Cited);
        var answer = await bed.AskAsync();
        foreach (var i in Enumerable.Range(0, 8))
        {
            await bed.SaveAsync($"{i}.txt", $"Of the quagga mill and its sacks of flour book {i} tells in another way.");
        }

        var hits = (await TypeAsync(bed, "bob", $"/passages more --answer {answer.Receipt}")).ShouldBeOfType<SearchReply>().Results;
        hits.Count.ShouldBe(5);
        hits.ShouldAllBe(hit => !hit.Text.Contains("40 sacks") && hit.Citations == null);
        await bed.SaveAsync("a.txt", "A new beginning.\n\n" + Cited);
        (await bed.TextAsync($"/passages more --answer {answer.Receipt}")).ShouldNotContain("40 sacks", customMessage: "it was shown, in another version");
    }

    [Fact]
    public async Task More_searches_what_its_own_readers_may_read()
    {
        await using var bed = await TestAnswers.StartAsync();
        await bed.SaveAsync("a.txt", Cited);
        await bed.SaveAsync("b.txt", "Of the quagga mill and its sacks of flour the board alone knows.", "board");
        (await bed.ModerateAsync("/collections rights board --role discord:role:9")).ShouldBeOfType<TableReply>();
        var answer = await bed.AskAsync();
        var line = $"/passages more --answer {answer.Receipt}";
        (await TypeAsync(bed, "bob", line)).ShouldBeOfType<SearchReply>().Results.ShouldBeEmpty();
        (await bed.Platform.TypeAsync("bob", line, isPrivate: true)).ShouldBeOfType<SearchReply>().Results.ShouldBeEmpty();
        (await bed.Platform.TypeAsync("eve", line, isPrivate: true, groups: ["discord:role:9"])).ShouldBeOfType<SearchReply>()
            .Results.ShouldHaveSingleItem().Text.ShouldContain("board alone");
        (await bed.Platform.TypeAsync("eve", line, groups: ["discord:role:9"])).ShouldBeOfType<SearchReply>().Results.ShouldBeEmpty("others read it too");
    }

    [Fact]
    public async Task Both_work_in_a_process_that_is_called_for_them_alone()
    {
        using var folder = new TestFolder();
        folder.Write("files/a.txt", Cited);
        folder.Write("files/b.txt", "Of the quagga mill and its sacks of flour another book tells.");
        (await BotProcess.RunAsync(folder.Path, ["load", "files"])).ShouldExit(0);
        var asked = (await BotProcess.RunAsync(folder.Path, ["ask", TestAnswers.Question])).ShouldExit(0).Output;
        var receipt = asked[(asked.LastIndexOf("receipt ", StringComparison.Ordinal) + 8)..].Trim();
        (await BotProcess.RunAsync(folder.Path, ["passages", "show", "--answer", receipt])).ShouldExit(0).Output.ShouldContain("two brothers");
        (await BotProcess.RunAsync(folder.Path, ["passages", "more", "--answer", receipt])).ShouldExit(0).Output.ShouldContain("another book");
    }

    private static Task<Reply> TypeAsync(TestAnswers bed, string person, string line, string channel = "general") => bed.Platform.TypeAsync(person, line, channel, Role.Member);
}
