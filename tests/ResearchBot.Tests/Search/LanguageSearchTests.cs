using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Tests.Search;

public sealed class LanguageSearchTests
{
    private const string English = "The Panthers lost the match because it was raining and they had no number of players that would do.";
    private const string German = "Die Panthers haben das Spiel verloren, weil es in den Häusern der Stadt nicht genug Zeichnungen gab.";
    private static readonly CollectionId Team = new("default", "team");

    [Theory]
    [InlineData("Who were the Panthers and what did they do?")]
    [InlineData("Wer waren die Panthers und was haben sie gemacht?")]
    [InlineData("Qui étaient les Panthers et pourquoi ?")]
    [InlineData("Panthers")]
    public void A_word_written_the_same_is_found_in_texts_of_every_language_and_counted_once_in_each(string question)
    {
        var found = Search(question, English, German);
        found.Terms.Single(term => term.Query.Surface == "Panthers").Chunks.ShouldBe(2);
        found.Chunks.Count(chunk => chunk.WordScore > 0).ShouldBe(2);
    }

    [Theory]
    [InlineData("Wie viele Häuser hat die Stadt?", "Häuser")]
    [InlineData("Welche Zeichnung gab es?", "Zeichnung")]
    [InlineData("Häuser", "Häuser")]
    public void A_german_word_is_found_in_its_other_forms(string question, string word) =>
        Search(question, English, German).Terms.Single(term => term.Query.Surface == word).Chunks.ShouldBe(1);

    [Fact]
    public void The_small_words_of_a_question_are_those_of_its_language()
    {
        Surfaces("Warum ist die Wärme wichtig?").ShouldBe(["Wärme", "wichtig"]);
        Surfaces("When did the warmth die?").ShouldBe(["warmth", "die"]);
        Surfaces("Почему было важно тепло?").ShouldBe(["важно", "тепло"]);
    }

    [Theory]
    [InlineData("Panthers verloren")]
    [InlineData("Why have the Panthers lost the match?")]
    [InlineData("Warum haben die Panthers das Spiel verloren?")]
    public void An_index_for_one_question_scores_as_the_whole_one(string question)
    {
        var query = SearchQuery.Parse(question);
        Scores(Search(query, query, English, German)).ShouldBe(Scores(Search(query, null, English, German)));
    }

    [Theory]
    [InlineData("Warum gab es die gesetzgeberischen Rechte?", "Die Gesetzgebung ist in der Stadt nicht einfach.", "Das Recht hat die Rechte.", 0.55)]
    [InlineData("Dlaczego konstytucyjnych przepisów nie ma król?", "To nie jest niekonstytucyjnego.", "Król jest tu i był tam.", 0.85)]
    public void Character_runs_count_more_where_no_stemmer_serves(string question, string akin, string same, double share)
    {
        var first = Search(question, akin, same).Chunks.Single(chunk => chunk.WordScore == 0);
        first.Version.Text.ShouldBe(akin);
        first.Score.ShouldBe(share, 1e-4);
    }

    private static IEnumerable<string> Surfaces(string question) => SearchQuery.Parse(question).Terms.Select(term => term.Surface);

    private static IEnumerable<(string, double)> Scores(SearchResult found) =>
        found.Chunks.Select(chunk => (chunk.Version.Document.Id, Math.Round(chunk.Score, 4)));

    private static SearchResult Search(string question, params string[] texts) => Search(SearchQuery.Parse(question), null, texts);

    private static SearchResult Search(SearchQuery query, SearchQuery? only, params string[] texts)
    {
        var index = new DocumentIndex();
        index.Publish([IndexSegment.Build([.. texts.Select(Version)], only is null ? null : only.IndexTermsIn)], []);
        return index.Search(query, new ReadScope([Team]), 10);
    }

    private static DocumentVersion Version(string text)
    {
        var id = text[..12];
        var document = new Document(id, Team, id, 1, string.Empty, null, new Dictionary<string, string>());
        return new DocumentVersion(document, text, new DocumentStructure(text), [new Chunk(0, 0, text.Length, default)]);
    }
}
