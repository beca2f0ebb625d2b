using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;

namespace ResearchBot.Tests.Answering;

/// <summary>Two documents that contradict each other on what was asked are both shown, and what they differ on is named.</summary>
public sealed class ConflictTests
{
    [Theory]
    [InlineData("When does the museum open?", "The museum opens at 9:30.", "The museum opens at 8:00.", "the time")]
    [InlineData("When is the deadline for the prize?", "The deadline for the prize is 5 June 2026.", "The deadline for the prize is 12 June 2026.", "the time")]
    [InlineData("When was the bridge built?", "The bridge was built in 1931.", "The bridge was built in 1934.", "the year")]
    [InlineData("Who keeps the keys?", "The keys are kept by Anna Holm.", "The keys are kept by Per Lund.", "the name")]
    [InlineData("Are dogs allowed in the hall?", "Dogs are allowed in the hall.", "Dogs are not allowed in the hall.", "yes or no")]
    [InlineData("May guests use the sauna?", "Guests may use the sauna.", "Guests may never use the sauna.", "yes or no")]
    [InlineData("What is the price of a locker?", "The price of a locker is 4 crowns.", "The price of a locker is 6 crowns.", "crowns")]
    public async Task What_two_documents_contradict_each_other_on_is_named(string question, string one, string other, string about)
    {
        var answer = await AskAsync(question, ("a.md", one), ("b.md", other));
        answer.Conflicts.ShouldHaveSingleItem().About.ShouldBe(about);
        answer.Citations.Select(citation => citation.Document.Source).Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("How many days of leave are there?", "Sailors get 30 days of leave.", "Cooks get 25 days of leave.")]
    [InlineData("When does the museum open?", "The museum opens at 9:30.", "The museum opens at 11:00 on Sundays.")]
    [InlineData("When does the museum open?", "The museum opens at 9:30.", "The museum opens at 9:30 for everybody.")]
    [InlineData("Are dogs allowed in the hall?", "Dogs are allowed in the hall.", "Cats are not allowed in the hall.")]
    [InlineData("Who keeps the keys?", "The keys are kept by Anna Holm.", "The keys are kept by Holm.")]
    public async Task What_holds_for_another_thing_or_time_is_no_conflict(string question, string one, string other) =>
        (await AskAsync(question, ("a.md", one), ("b.md", other))).Conflicts.ShouldBeEmpty();

    [Fact]
    public async Task A_record_of_changes_contradicts_nothing() =>
        (await AskAsync("What is the price of a locker?", ("prices.md", "The price of a locker is 4 crowns."), ("changelog.md", "The price of a locker is 3 crowns.")))
            .Conflicts.ShouldBeEmpty();

    [Fact]
    public async Task The_source_that_was_published_last_is_marked()
    {
        var answer = await AskAsync("What is the price of a locker?", ("old.md", "---\ndate: 2024-03-01\n---\nThe price of a locker is 4 crowns."), ("new.md", "---\ndate: 2026-02-01\n---\nThe price of a locker is 6 crowns."));
        var line = AnswerText.Line(answer.Conflicts.ShouldHaveSingleItem(), answer, AnswerWording.Of("en"));
        line.ShouldContain("(2024-03-01)");
        line.ShouldContain("(2026-02-01, newer)");
    }

    private static async Task<Answer> AskAsync(string question, params (string Name, string Text)[] files)
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var (name, text) in files)
        {
            bot.Write($"docs/{name}", $"{text}\n\nMore is said elsewhere, by the office that keeps these pages.\n");
        }

        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        return await bot.AskAsync(question);
    }
}
