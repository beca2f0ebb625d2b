using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Extraction;

namespace ResearchBot.Tests.Answering;

/// <summary>The fact of another thing is no answer, however alike the sentences are.</summary>
public sealed class AnotherThingTests
{
    private const string Workshop = """
        # Workshop

        Lathe 3 is serviced by Ruth. Lathe 5 is serviced by Ivo. Lathe 15 is serviced by Pia.

        Fault K-118 means that the guard is open. Fault K-181 means that the oil is low.

        Release 4.1.2 mended the brake. Release 4.1.20 mended the horn. Release 4.12 mended the lamp.

        Team Oak keeps the C code. Team Elm keeps the C++ code. Team Ash keeps the C# code.

        The shelf in bay west holds 1,400 bolts. The shelf in bay east holds 14,000 bolts.

        Fees per week:

        - Members
          - drill: 4 crowns
          - press: 9 crowns
        - Guests
          - drill: 7 crowns
          - press: 15 crowns
        """;

    [Theory]
    [InlineData("Who services lathe 5?", "Ivo")]
    [InlineData("who services lathe 15", "Pia")]
    [InlineData("what does K-181 mean", "oil is low")]
    [InlineData("what does fault k118 mean", "guard is open")]
    [InlineData("What did release 4.1.2 mend?", "brake")]
    [InlineData("What did 4.1.20 mend?", "horn")]
    [InlineData("Which team keeps the C code?", "Oak")]
    [InlineData("which team keeps the C++ code", "Elm")]
    [InlineData("Which team keeps the C# code?", "Ash")]
    [InlineData("Which shelf holds 1400 bolts?", "bay west")]
    [InlineData("which shelf holds 14000 bolts", "bay east")]
    [InlineData("fee of the press for guests", "15 crowns")]
    [InlineData("fee of the drill for members", "4 crowns")]
    public async Task The_thing_that_was_asked_is_stated_first_and_alone(string question, string stated)
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("workshop.md", Workshop));
        (await bot.AskAsync(question)).Statements[0].Text.ShouldContain(stated);
    }

    [Theory]
    [InlineData("Who services lathe 7?")]
    [InlineData("What does fault K-811 mean?")]
    [InlineData("What did release 4.1.3 mend?")]
    [InlineData("Which team keeps the F# code?")]
    [InlineData("Which shelf in bay north holds bolts?")]
    public async Task A_thing_that_stands_nowhere_gets_no_answer_of_its_like(string question)
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("workshop.md", Workshop));
        (await bot.AskAsync(question)).Outcome.ShouldNotBe(AnswerOutcome.Answered);
    }

    [Theory]
    [InlineData("2 days off", "1 to 2 days", true, false)]
    [InlineData("2 days off", "more than 2 weeks", false, true)]
    [InlineData("after 5 yrs", "Between 3 and 15 years: 6 hours", true, false)]
    [InlineData("an order of 50000 euros", "above €5,000", true, false)]
    [InlineData("an order of 4000 euros", "above €5,000", false, true)]
    [InlineData("90 minutes", "within 2 hours", true, false)]
    [InlineData("1400 bolts", "14,000 bolts", false, true)]
    [InlineData("1400 bolts", "1,400 bolts", true, false)]
    [InlineData("how many bolts", "1,400 bolts", false, false)]
    public void Quantities_are_compared_as_values_with_their_unit(string question, string text, bool meets, bool fails) =>
        Conditions.In(question).Compare(text).ShouldBe((meets, fails));

    [Fact]
    public async Task A_list_whose_first_item_is_hidden_is_not_stated_by_its_lead_in_alone()
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("tour.html", """<main><h1>Tour</h1><p>Every guest of the cave tour brings:</p><ul><li style="display:none">secret rope</li></ul><p>The cave tour starts at nine.</p></main>"""));
        (await bot.AskAsync("What does a guest of the cave tour bring?")).Statements.ShouldAllBe(statement => !statement.Text.EndsWith(':'));
    }
}
