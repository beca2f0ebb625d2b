using ResearchBot.Core.Search;

namespace ResearchBot.Tests.Search;

public sealed class QuestionWordsTests
{
    [Theory]
    [InlineData("whats the wifi password pls thx", "wifi password")]
    [InlineData("Hey, wheres the canteen tho", "canteen")]
    [InlineData("ok so r u open on sundays btw", "open sundays")]
    [InlineData("gonna need leave cuz flu lol", "need leave flu")]
    public void Words_of_chats_are_passed_over(string question, string words) => WordsOf(question).ShouldBe(words);

    [Theory]
    [InlineData("which R packages are used", "R")]
    [InlineData("what does the --u option do", "u")]
    [InlineData("is n/a a value", "n")]
    [InlineData("who is OMG Ltd", "OMG")]
    public void A_name_that_looks_like_one_counts(string question, string word) => WordsOf(question).Split(' ').ShouldContain(word);

    [Fact]
    public void A_question_about_such_a_word_keeps_it() => WordsOf("what is btw").ShouldBe("btw");

    private static string WordsOf(string question) => string.Join(' ', SearchQuery.Parse(question).Terms.Select(term => term.Surface));
}
