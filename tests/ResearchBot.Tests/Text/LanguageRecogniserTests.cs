using ResearchBot.Core.Text;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Text;

public sealed class LanguageRecogniserTests
{
    [Theory]
    [InlineData("How many of the ships were lost in the storm?", Language.English)]
    [InlineData("Wie viele der Schiffe gingen im Sturm verloren?", Language.German)]
    [InlineData("Combien de navires ont été perdus dans la tempête ?", Language.French)]
    [InlineData("¿Cuántos de los barcos se perdieron en la tormenta?", Language.Spanish)]
    [InlineData("Quante delle navi sono state perse nella tempesta?", Language.Italian)]
    [InlineData("Quantos dos navios foram perdidos na tempestade?", Language.Portuguese)]
    [InlineData("Hoeveel van de schepen zijn in de storm verloren gegaan?", Language.Dutch)]
    [InlineData("Hur många av fartygen gick förlorade i stormen och varför?", Language.Swedish)]
    [InlineData("Hvor mange af skibene gik tabt i stormen, og hvorfor?", Language.Danish)]
    [InlineData("Hvor mange av skipene gikk tapt i stormen, og hvordan?", Language.Norwegian)]
    [InlineData("Kuinka monta laivaa menetettiin myrskyssä ja miksi?", Language.Finnish)]
    [InlineData("Hány hajó veszett el a viharban és miért?", Language.Hungarian)]
    [InlineData("Câte nave s-au pierdut în furtună și de ce?", Language.Romanian)]
    [InlineData("Quants dels vaixells es van perdre amb la tempesta i per què?", Language.Catalan)]
    [InlineData("Cik kuģu gāja bojā vētrā un kāpēc?", Language.Latvian)]
    [InlineData("Berapa banyak kapal yang hilang dalam badai itu?", Language.Indonesian)]
    [InlineData("Ile statków zostało straconych podczas sztormu?", Language.Polish)]
    [InlineData("Kolik lodí bylo ztraceno při bouři a proč?", Language.Czech)]
    [InlineData("Fırtınada kaç gemi battı ve neden çok geç oldu?", Language.Turkish)]
    [InlineData("Сколько кораблей погибло во время шторма?", Language.Russian)]
    [InlineData("Скільки кораблів загинуло під час шторму?", Language.Ukrainian)]
    [InlineData("Колко кораба са загубени по време на бурята?", Language.Bulgarian)]
    [InlineData("Πόσα πλοία χάθηκαν;", Language.Greek)]
    [InlineData("כמה ספינות אבדו בסערה?", Language.Hebrew)]
    [InlineData("كم عدد السفن التي فقدت؟", Language.Arabic)]
    [InlineData("तूफ़ान में कितने जहाज़ खो गए?", Language.Hindi)]
    [InlineData("เรือกี่ลำสูญหายในพายุ", Language.Thai)]
    [InlineData("有多少艘船在风暴中失踪？", Language.Chinese)]
    [InlineData("嵐で何隻の船が失われましたか。", Language.Japanese)]
    [InlineData("폭풍으로 몇 척의 배가 침몰했습니까?", Language.Korean)]
    public void A_question_is_known_by_its_script_or_its_small_words(string text, Language language) =>
        LanguageRecogniser.Recognise(text).ShouldBe(language);

    [Theory]
    [InlineData("")]
    [InlineData("1930 – 1950: 31.9 %")]
    [InlineData("Panthers Berlin")]
    [InlineData("John Hancock, John Adams, Rio de Janeiro, Theodore Roosevelt, Franklin Roosevelt, Ban Ki-moon")]
    public void Names_and_figures_have_no_language(string text) => LanguageRecogniser.Recognise(text).ShouldBe(Language.Unknown);

    [Theory]
    [InlineData("Who directed 卧虎藏龙 and where was it made?", Language.English)]
    [InlineData("谁导演了电影 Crouching Tiger？", Language.Chinese)]
    [InlineData("Wer sang „The Sound of Silence“ und wann wurde es geschrieben?", Language.German)]
    public void A_name_from_elsewhere_does_not_make_the_language(string text, Language language) =>
        LanguageRecogniser.Recognise(text).ShouldBe(language);

    [Fact]
    public void It_has_an_answer_for_any_text() =>
        Properties.Holds(RandomText.Any, text => Enum.IsDefined(LanguageRecogniser.Recognise(text)).ShouldBeTrue());
}
