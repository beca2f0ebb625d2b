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
    [InlineData("Die Fähre fährt am 29. Juli ab. Sie ist voll.", 2)]
    [InlineData("Er spielt im 2. Stock. Der 1. FC Hafen gewinnt.", 2)]
    [InlineData("Es waren 12. Juli kam später.", 1)]
    [InlineData("It was built in 2019. The roof came later.", 2)]
    [InlineData("Gäste bringen z. B. Decken mit, d. h. Wolle, u. a. Brot. Danke.", 2)]
    [InlineData("Nach § 4 Abs. 2 Nr. 5 zahlt die Gemeinde nach Art. 7 GG. Sonst niemand.", 2)]
    [InlineData("Load is max. 9 tons and min. 2 tons. That is the max. Then it stops.", 3)]
    [InlineData("He studied art. Art. 7 forbids it.", 2)]
    [InlineData("She said no. No. 12 was red.", 2)]
    [InlineData("The order goes to Messrs. Hale and Co. in Dover. It is due.", 2)]
    [InlineData("It leaves from quay B. Fig. 3 shows it.", 2)]
    [InlineData("We met J. Smith. He left.", 2)]
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
    public void A_long_sentence_that_ends_stays_whole()
    {
        var text = "The tenant may keep tools in the shed" + string.Concat(Enumerable.Repeat(", provided that the door is locked at night", 20)) + ", but no fuel. The rent is due.";
        SentenceSplitter.Split(text).Count.ShouldBe(2);
    }

    [Fact]
    public void A_text_without_any_end_is_cut_into_parts_of_bounded_length()
    {
        foreach (var text in new[] { new string('x', 5_000), string.Concat(Enumerable.Repeat("😀", 2_000)), string.Concat(Enumerable.Repeat("word ", 2_000)), "zebra" + new string('.', 5_000), new string(')', 5_000) })
        {
            SentenceSplitter.Split(text).ShouldAllBe(sentence => sentence.Length <= 1_500 && !char.IsLowSurrogate(text[sentence.Start]));
        }
    }
}
