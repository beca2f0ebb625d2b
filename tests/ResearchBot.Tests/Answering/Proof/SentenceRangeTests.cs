using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Search.Text;

namespace ResearchBot.Tests.Answering.Proof;

public sealed class SentenceRangeTests
{
    [Theory]
    [InlineData("We know this. It is not true that it is safe. Go home.", "it is safe", "It is not true that it is safe.")]
    [InlineData("We know this. It is safe. Go home.", "this. It", "We know this. It is safe.")]
    [InlineData("# Title\n\nIt is not true that\nit is safe.\n\nMore.", "it is safe", "It is not true that\nit is safe.")]
    [InlineData("没有人说。它不是安全的。走吧。", "是安全的", "它不是安全的。")]
    [InlineData("One sentence only", "sentence", "One sentence only")]
    public void A_quote_is_widened_to_its_sentences(string text, string quote, string whole) => Around(text, quote).ShouldBe(whole);

    [Fact]
    public void A_sentence_that_the_splitter_cuts_for_its_length_stays_whole()
    {
        var text = $"First. It is not true, {string.Concat(Enumerable.Repeat("as some have said at length, ", 60))}that it is safe. Last.";
        Around(text, "it is safe").ShouldBe(text["First. ".Length..^" Last.".Length]);
    }

    [Fact]
    public void It_holds_the_quote_and_begins_and_ends_with_what_can_be_seen() =>
        Properties.Holds(
            RandomText.Any.Zip(Gen.Choose(0, 10_000).Zip(Gen.Choose(1, 300))),
            input =>
            {
                var (text, (start, length)) = input;
                if (text.Trim().Length == 0)
                {
                    return;
                }

                var first = start % text.Length;
                while (first > 0 && char.IsWhiteSpace(text[first]))
                {
                    first--;
                }

                var end = Math.Min(text.Length, first + length);
                while (end < text.Length && char.IsWhiteSpace(text[end - 1]))
                {
                    end++;
                }

                if (char.IsWhiteSpace(text[first]) || char.IsWhiteSpace(text[end - 1]))
                {
                    return;
                }

                var around = SentenceRange.Around(text, new TextRange(first, end - first));
                around.Start.ShouldBeLessThanOrEqualTo(first);
                around.End.ShouldBeGreaterThanOrEqualTo(end);
                char.IsWhiteSpace(text[around.Start]).ShouldBeFalse();
                char.IsWhiteSpace(text[around.End - 1]).ShouldBeFalse();
            },
            cases: TestScale.Of(5_000));

    private static string Around(string text, string quote)
    {
        var range = SentenceRange.Around(text, new TextRange(text.IndexOf(quote, StringComparison.Ordinal), quote.Length));
        return text.Substring(range.Start, range.Length);
    }
}
