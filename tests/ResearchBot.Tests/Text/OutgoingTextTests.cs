using System.Globalization;
using System.Text;
using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Text;

public sealed class OutgoingTextTests
{
    [Fact]
    public void Nothing_that_steers_a_terminal_or_hides_comes_through() =>
        Properties.Holds(RandomText.WithLineEnds, text =>
        {
            var hostile = text + "\u001b[2J\u009b31m\0\u202Eevil\u2066\u200B\u2028";
            foreach (var rune in OutgoingText.Clean(hostile).EnumerateRunes().Where(rune => rune.Value is not ('\n' or 0x200C or 0x200D)))
            {
                Rune.GetUnicodeCategory(rune).ShouldNotBeOneOf(
                    UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator, UnicodeCategory.Surrogate);
            }
        });

    [Fact]
    public void Ordinary_text_comes_through_as_it_is()
    {
        const string Text = "Grüße, 黑豹队 مرحبا 👩‍🔬\nline two";
        OutgoingText.Clean(Text).ShouldBe(Text);
    }

    [Fact]
    public void Cells_are_shown_apart_and_indentation_stays() =>
        OutgoingText.Cells("Name\tOwner\nMill\t\tAmalia\n\tcode").ShouldBe("Name | Owner\nMill |  | Amalia\n\tcode");

    [Theory]
    [InlineData("built in \u202E3191\u202C", "built in \uFFFD3191")]
    [InlineData("a\U000E0101\U000E0102b", "ab")]
    [InlineData("a\U000E0041\U000E0042b", "ab")]
    [InlineData("a\uFE0F\uFE0Eb", "ab")]
    [InlineData("a\uFE01\u034F\u3164\u115Fb", "ab")]
    [InlineData("❤️ and 1️⃣", "❤️ and 1️⃣")]
    public void What_hides_text_is_dropped_and_what_reorders_it_is_marked(string hostile, string shown) => OutgoingText.Clean(hostile).ShouldBe(shown);

    [Theory]
    [InlineData("built in \u202E3191\u202C.", "built in 1913\u200B\u200B.")]
    [InlineData("built in \u202E3191", "built in 1913\u200B")]
    [InlineData("\u202E21\n34", "12\u200B\n34")]
    [InlineData("\u202D12\u202C", "12\u200B\u200B")]
    [InlineData("\u202Ee\u0301a\U0001F600", "\U0001F600ae\u0301\u200B")]
    [InlineData("plain", "plain")]
    public void Reversed_text_is_taken_as_it_is_seen_at_the_same_length(string written, string seen)
    {
        ReversedText.AsSeen(written).ShouldBe(seen);
        seen.Length.ShouldBe(written.Length);
    }

    [Fact]
    public async Task A_figure_behind_an_override_is_answered_as_a_reader_sees_it()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/mill.txt", "The mill by the river was built in the year \u202E3191\u202C by the guild.");

        var load = await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        var answer = await bot.AskAsync("When was the mill by the river built?");

        load.Files.ShouldHaveSingleItem().Remark.ShouldNotBeNull().ShouldContain("reverse");
        answer.Citations[0].Excerpt.ShouldContain("1913");
        answer.Citations[0].Excerpt.ShouldNotContain("3191");
    }
}
