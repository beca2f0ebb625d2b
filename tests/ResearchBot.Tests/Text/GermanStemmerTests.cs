using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Tests.Text;

public sealed class GermanStemmerTests
{
    [Theory]
    [InlineData("aufeinanderfolgenden", "aufeinanderfolg")]
    [InlineData("aufeinanderfolgt", "aufeinanderfolgt")]
    [InlineData("auferstehung", "aufersteh")]
    [InlineData("auffallend", "auffall")]
    [InlineData("auffalligen", "auffall")]
    [InlineData("bedurfnissen", "bedurfnis")]
    [InlineData("ackern", "ack")]
    [InlineData("ackers", "ack")]
    [InlineData("armes", "arm")]
    [InlineData("derbsten", "derb")]
    [InlineData("kategorien", "kategori")]
    [InlineData("kategorische", "kategor")]
    [InlineData("katholischer", "kathol")]
    [InlineData("katers", "kat")]
    [InlineData("katze", "katz")]
    [InlineData("kauerte", "kauert")]
    [InlineData("kaufleute", "kaufleut")]
    [InlineData("kauflich", "kauflich")]
    public void It_agrees_with_the_published_vocabulary(string word, string stem) => StemOf(word).ShouldBe(stem);

    [Theory]
    [InlineData("zeichnung", "zeichnungen")]
    [InlineData("schwierigkeit", "schwierig")]
    [InlineData("feuer", "feuers")]
    public void Forms_of_a_word_meet(string one, string other) => StemOf(one).ShouldBe(StemOf(other));

    [Fact]
    public void Words_with_letters_beyond_a_to_z_stay() => StemOf("naχes").ShouldBe("naχes");

    private static string StemOf(string word)
    {
        var letters = word.ToCharArray();
        return new string(letters, 0, GermanStemmer.Stem(letters));
    }
}
