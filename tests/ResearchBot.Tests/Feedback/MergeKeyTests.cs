using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Feedback;

namespace ResearchBot.Tests.Feedback;

public sealed class MergeKeyTests
{
    private static readonly string[] Words = ["harbour", "opening", "hours", "library", "budget", "meeting", "Straße", "Café", "вокзал", "3.5", "2021", "$", "FY2018", "C++"];
    private static readonly string[] Names = ["Peter", "Peters", "Anna", "Hanna", "William", "Williams", "Iran", "Iraq", "2021", "2022", "1.5", "15", "5.1", "-5", "5", "$", "€", "C++", "C#", "C", "not", "before", "after", "who", "when"];
    private static readonly string[] Marks = [" ", "  ", " ? ", "! ", ", ", "; ", " (", ") ", " “", "” ", "… "];

    [Fact]
    public void The_same_question_in_other_order_case_and_punctuation_is_one() =>
        Properties.Holds(
            from words in Gen.SubListOf(Words).Where(words => words.Count > 0)
            from other in Gen.Shuffle(words.ToArray())
            from marks in Gen.Elements(Marks).ArrayOf(other.Length)
            from upper in Gen.Elements(0, 1, 2)
            select (Plain: string.Join(' ', words), Other: Written(other, marks, upper)),
            pair => MergeKey.Of(pair.Other).ShouldBe(MergeKey.Of(pair.Plain), pair.Other),
            cases: 2_000);

    [Fact]
    public void Another_name_or_figure_is_another_question() =>
        Properties.Holds(
            from words in Gen.SubListOf(Words.Except(Names).ToArray())
            from first in Gen.Elements(Names)
            from second in Gen.Elements(Names)
            where first != second
            select (First: string.Join(' ', words.Append(first)), Second: string.Join(' ', words.Append(second))),
            pair => MergeKey.Of(pair.First).ShouldNotBe(MergeKey.Of(pair.Second), $"{pair.First} / {pair.Second}"),
            cases: 2_000);

    [Theory]
    [InlineData("What is the capital of France?", "the capital of france", true)]
    [InlineData("Is the library open?", "Isn't the library open?", false)]
    [InlineData("Who built the bridge?", "When was the bridge built?", false)]
    [InlineData("Flights to Venezuela", "Flights from Venezuela", false)]
    [InlineData("Did A1 meet B2?", "Did A2 meet B1?", false)]
    [InlineData("From 2020-2021?", "From 2021-2020?", false)]
    [InlineData("What is it?", "What was that?", false)]
    [InlineData("今天的会议在哪里？", "今天的会议在哪里", true)]
    public void Small_words_count_where_they_tell(string first, string second, bool same) =>
        (MergeKey.Of(first) == MergeKey.Of(second)).ShouldBe(same);

    private static string Written(string[] words, string[] marks, int upper) =>
        string.Concat(words.Select((word, i) => Cased(word, upper) + (i < words.Length - 1 || marks[i] != " (" ? marks[i] : string.Empty)));

    private static string Cased(string word, int upper) => upper switch { 0 => word, 1 => word.ToUpperInvariant(), _ => word.ToLowerInvariant() };
}
