using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Answering.Generation;

namespace ResearchBot.Tests.Answering.Generation;

public sealed class DraftReaderTests
{
    private const string Whole =
        """
        {"answers": "partly", "statements": [
          {"text": "One \"quoted\" {brace}.", "quotes": [{"source": 1, "quote": "a { in a quote"}]},
          {"text": "Two.", "quotes": [{"source": "2", "quote": "b } \\"}, {"source": 3, "quote": "c"}]},
        ]}
        """;

    [Fact]
    public void Statements_are_the_same_however_the_stream_is_cut() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>(),
        cuts =>
        {
            var reader = new DraftReader();
            var found = new List<DraftedStatement>();
            var at = 0;
            foreach (var cut in cuts.Select(cut => (int)((uint)cut % (Whole.Length + 1))).Append(Whole.Length).Order())
            {
                found.AddRange(reader.Take(Whole[at..cut]));
                at = cut;
            }

            found.Select(statement => statement.Text).ShouldBe(["One \"quoted\" {brace}.", "Two."]);
            found[1].Quotes!.ShouldBe([new DraftedQuote(2, "b } \\"), new DraftedQuote(3, "c")]);
            (reader.SaysPartly, reader.SaysNo).ShouldBe((true, false));
        }));

    [Theory]
    [InlineData("Here you are:\n```json\n{0}\n```\nI hope this helps.")]
    [InlineData("[{0}]")]
    [InlineData("{{\"result\": {0}}}")]
    [InlineData("{0}{0}")]
    public void Talk_and_fences_around_them_do_not_matter(string around) =>
        new DraftReader().Take(around.Replace("{{", "{").Replace("}}", "}").Replace("{0}", Whole)).Select(statement => statement.Text).ShouldContain("Two.");

    [Fact]
    public void What_is_complete_before_it_breaks_off_is_there() =>
        new DraftReader().Take(Whole[..Whole.IndexOf("Two", StringComparison.Ordinal)]).Select(statement => statement.Text).ShouldBe(["One \"quoted\" {brace}."]);

    [Theory]
    [InlineData("")]
    [InlineData("}}}]]]\"")]
    [InlineData("{\"text\": \"No quotes.\"}")]
    [InlineData("{\"text\": 5, \"quotes\": \"many\"}")]
    [InlineData("{\"text\": null, \"quotes\": []}")]
    [InlineData("I cannot help with that.")]
    [InlineData("<html><body>Service unavailable</body></html>")]
    public void What_is_no_statement_is_passed_over(string written) => new DraftReader().Take(written).ShouldBeEmpty();

    [Fact]
    public void Anything_at_all_can_be_read() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(text => text is not null),
        text => new DraftReader().Take(text + new string('{', 1_000) + text + new string('}', 1_000))));
}
