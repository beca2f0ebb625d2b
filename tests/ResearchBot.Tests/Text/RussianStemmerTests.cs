using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Tests.Text;

public sealed class RussianStemmerTests
{
    [Theory]
    [InlineData("важная", "важн")]
    [InlineData("важнейшие", "важн")]
    [InlineData("вагонов", "вагон")]
    [InlineData("павшие", "павш")]
    [InlineData("падает", "пада")]
    [InlineData("падаль", "падал")]
    [InlineData("пальцами", "пальц")]
    [InlineData("вспоминал", "вспомина")]
    [InlineData("защита", "защит")]
    [InlineData("защиту", "защит")]
    public void It_agrees_with_the_published_vocabulary(string word, string stem) => word[..RussianStemmer.Stem(word)].ShouldBe(stem);
}
