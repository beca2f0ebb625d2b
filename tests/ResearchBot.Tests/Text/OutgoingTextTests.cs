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
}
