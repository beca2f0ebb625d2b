using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Tests.Text;

public sealed class EnglishStemmerTests
{
    [Theory]
    [InlineData("consistently", "consist")]
    [InlineData("consolatory", "consolatori")]
    [InlineData("knightly", "knight")]
    [InlineData("knots", "knot")]
    [InlineData("generously", "generous")]
    [InlineData("communism", "communism")]
    [InlineData("hopping", "hop")]
    [InlineData("hoping", "hope")]
    [InlineData("luxuriating", "luxuri")]
    [InlineData("dying", "die")]
    [InlineData("ties", "tie")]
    [InlineData("cries", "cri")]
    [InlineData("gas", "gas")]
    [InlineData("this", "this")]
    [InlineData("gaps", "gap")]
    [InlineData("agreed", "agre")]
    [InlineData("feed", "feed")]
    [InlineData("national", "nation")]
    [InlineData("relational", "relat")]
    [InlineData("happy", "happi")]
    [InlineData("say", "say")]
    [InlineData("adjustment", "adjust")]
    [InlineData("controlling", "control")]
    [InlineData("rating", "rate")]
    public void It_agrees_with_the_published_vocabulary(string word, string stem)
    {
        var letters = word.ToCharArray().AsSpan();
        letters[..EnglishStemmer.Stem(letters)].ToString().ShouldBe(stem);
    }

    [Fact]
    public void It_leaves_words_of_other_scripts_alone() => EnglishStemmer.Stem("защита".ToCharArray()).ShouldBe(6);
}
