using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.Tests.Text;

public sealed class StemmerTests
{
    private static readonly CollectionId Team = new("default", "team");

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
    public void English_agrees_with_the_published_vocabulary(string word, string stem) => WordForm.StemOf(word, Language.English).ShouldBe(stem);

    [Theory]
    [InlineData("aufeinanderfolgenden", "aufeinanderfolg")]
    [InlineData("aufeinanderfolgt", "aufeinanderfolgt")]
    [InlineData("auferstehung", "aufersteh")]
    [InlineData("auffallend", "auffall")]
    [InlineData("auffälligen", "auffall")]
    [InlineData("bedürfnissen", "bedurfniss")]
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
    [InlineData("käuflich", "kauflich")]
    public void German_agrees_with_the_published_vocabulary(string word, string stem) => WordForm.StemOf(word, Language.German).ShouldBe(stem);

    [Theory]
    [InlineData("zeichnung", "zeichnungen")]
    [InlineData("schwierigkeit", "schwierig")]
    [InlineData("feuer", "feuers")]
    public void Forms_of_a_german_word_meet(string one, string other) =>
        WordForm.StemOf(one, Language.German).ShouldBe(WordForm.StemOf(other, Language.German));

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
    public void Russian_agrees_with_the_published_vocabulary_whatever_the_text_is_in(string word, string stem)
    {
        WordForm.StemOf(word, Language.Russian).ShouldBe(stem);
        WordForm.StemOf(word, Language.English).ShouldBe(stem);
    }

    [Theory]
    [InlineData("הספרים")]
    [InlineData("หนังสือ")]
    public void Words_that_no_stemmer_serves_stay(string word) => WordForm.StemOf(word, Language.Unknown).ShouldBe(word);

    [Fact]
    public void A_stem_is_made_of_the_first_letters_of_a_word_without_end() =>
        Enum.GetValues<Language>().ShouldAllBe(language => WordForm.StemOf(new string('ß', 500), language).Length <= 200);

    [Theory]
    [InlineData(Language.French, "Pourquoi les chanteuses sont dans la ville ?", "chanteuses", "La chanteuse est dans cette rue avec son frère.")]
    [InlineData(Language.Spanish, "¿Dónde están las bibliotecas de la ciudad?", "bibliotecas", "La biblioteca es muy grande, pero no está en el centro.")]
    [InlineData(Language.Italian, "Dove sono le biblioteche della città?", "biblioteche", "La biblioteca è nel centro e non è molto grande.")]
    [InlineData(Language.Portuguese, "Onde estão as bibliotecas e quem são eles?", "bibliotecas", "A biblioteca não está no centro, mas é muito grande.")]
    [InlineData(Language.Dutch, "Waar zijn de boeken van het huis?", "boeken", "Het boek is niet in de stad, maar het is groot.")]
    [InlineData(Language.Swedish, "Varför är bilarna inte i staden?", "bilarna", "Det finns många bilar och de är inte stora.")]
    [InlineData(Language.Danish, "Hvorfor er bilerne af ham ikke blevet set?", "bilerne", "Der er mange biler af den slags, og de er blevet store.")]
    [InlineData(Language.Norwegian, "Hva ble gjort med bilene etter krigen?", "bilene", "Etter noen år ble mange biler tatt av dem som ikke hadde noe.")]
    [InlineData(Language.Finnish, "Missä talot ovat ja mitä niissä on?", "talot", "Talossa ei ole ketään, mutta se on hyvin suuri.")]
    [InlineData(Language.Hungarian, "Hol vannak a házak és miért?", "házak", "A házban nem volt senki, de az ajtó nyitva volt.")]
    [InlineData(Language.Romanian, "Unde sunt casele și pentru ce?", "casele", "Casa nu este în oraș, dar este foarte mare.")]
    [InlineData(Language.Catalan, "Quines són les ciutats i per què hi són?", "ciutats", "La ciutat és molt gran però no és el que els altres han fet amb això.")]
    [InlineData(Language.Latvian, "Kur ir grāmatas un kāpēc tās nav šeit?", "grāmatas", "Grāmata ir uz galda, bet tā nav liela.")]
    [InlineData(Language.Indonesian, "Mengapa buku itu dibaca oleh siapa yang ada di sana?", "dibaca", "Mereka membaca karena itu adalah yang mereka inginkan.")]
    [InlineData(Language.Czech, "Kde jsou hrady a proč jsou tam?", "hrady", "Hrad je na kopci, ale není tak velký jako ten další.")]
    [InlineData(Language.Turkish, "Kitaplar nerede ve neden çok önemli?", "Kitaplar", "Bu kitap çok önemli ve daha iyi bir şey yok.")]
    [InlineData(Language.Bulgarian, "Къде са тези градове и защо?", "градове", "Този град не е голям, но е много стар.")]
    [InlineData(Language.Greek, "Πού είναι οι δρόμοι;", "δρόμοι", "Ο δρόμος είναι μεγάλος.")]
    [InlineData(Language.Arabic, "أين الكتاب؟", "الكتاب", "هذا كتاب كبير")]
    [InlineData(Language.Hindi, "किताबें कहाँ हैं?", "किताबें", "यह किताब बड़ी है।")]
    public void A_word_is_found_in_its_other_form_in_a_text_of_its_language(Language language, string question, string word, string text)
    {
        LanguageRecogniser.Recognise(question).ShouldBe(language);
        LanguageRecogniser.Recognise(text).ShouldBe(language);
        Stemmers.Serve(language).ShouldBeTrue();
        Search(question, text).Terms.Single(term => term.Query.Surface == word).Chunks.ShouldBe(1);
    }

    [Theory]
    [InlineData("Who wrote to the Müllers and where is Volkswagen now?", "Volkswagen")]
    [InlineData("Où est Volkswagen et qui sont les autres ?", "Volkswagen")]
    [InlineData("Hvor er Volkswagen, og hvad er der blevet af dem?", "Volkswagen")]
    public void A_name_is_found_in_the_stem_of_each_language_that_the_texts_are_in(string question, string name) =>
        Search(
            question,
            "Volkswagen war nicht immer so groß und ist es auch nicht mehr.",
            "Volkswagen n'était pas toujours dans cette ville avec les autres.",
            "Volkswagen was not always there, and it is not what it was.").Terms.Single(term => term.Query.Surface == name).Chunks.ShouldBe(3);

    private static SearchResult Search(string question, params string[] texts)
    {
        var index = new DocumentIndex();
        index.Publish([.. texts.Select(text => IndexSegment.Build([Version(text)]))], []);
        return index.Search(SearchQuery.Parse(question), new ReadScope([Team]), 10);
    }

    private static DocumentVersion Version(string text)
    {
        var document = new Document(text, Team, "x", 1, string.Empty, null, new Dictionary<string, string>());
        return new DocumentVersion(document, text, new DocumentStructure(text), [new Chunk(0, 0, text.Length, default)]);
    }
}
