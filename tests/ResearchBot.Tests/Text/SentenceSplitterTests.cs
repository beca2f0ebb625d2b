using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Text;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", 4)]
    [InlineData("Dr. Smith met Mr. J. Doe at 5 p.m. on Monday. He left.", 2)]
    [InlineData("It cost $2.50 in the U.S. at least. Then more.", 2)]
    [InlineData("He said “stop.” Then he left.", 2)]
    [InlineData("1. First item here\n2. Second item here", 2)]
    [InlineData("- apples\n- pears", 2)]
    [InlineData("# Heading\nText below it.", 2)]
    [InlineData("A line that is wrapped because it is longer than the page\nis wide goes on.", 1)]
    [InlineData("黑豹队赢了。他们很高兴！", 2)]
    [InlineData("यह एक वाक्य है। यह दूसरा है।", 2)]
    [InlineData("هل هذا سؤال؟ نعم.", 2)]
    [InlineData("", 0)]
    [InlineData(" \n\n ", 0)]
    public void It_finds_the_sentences(string text, int count) => SentenceSplitter.Split(text).Count.ShouldBe(count);

    [Fact]
    public void Every_visible_character_is_in_exactly_one_sentence() =>
        Properties.Holds(RandomText.Any, text =>
        {
            var end = 0;
            foreach (var sentence in SentenceSplitter.Split(text))
            {
                text.AsSpan(end, sentence.Start - end).IsWhiteSpace().ShouldBeTrue();
                sentence.Length.ShouldBeGreaterThan(0);
                char.IsLowSurrogate(text[sentence.Start]).ShouldBeFalse();
                end = sentence.End;
            }

            text.AsSpan(end).IsWhiteSpace().ShouldBeTrue();
        });

    [Fact]
    public void A_text_without_any_end_is_cut_into_parts_of_bounded_length()
    {
        foreach (var text in new[] { new string('x', 5_000), string.Concat(Enumerable.Repeat("😀", 2_000)), string.Concat(Enumerable.Repeat("word ", 2_000)), "zebra" + new string('.', 5_000), new string(')', 5_000) })
        {
            SentenceSplitter.Split(text).ShouldAllBe(sentence => sentence.Length <= 601 && !char.IsLowSurrogate(text[sentence.Start]));
        }
    }
}
