using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Tests.Search;

public sealed class SpellingTests
{
    private static readonly CollectionId Team = new("default", "team");
    private static readonly CollectionId Secret = new("default", "secret");

    [Theory]
    [InlineData("what is the referal bonus", "referral", "A referral bonus is paid after ninety days.")]
    [InlineData("who orders stationry", "stationery", "Stationery is ordered by the front desk.")]
    [InlineData("wich resturant is nearest", "restaurant", "The nearest restaurant is across the street.")]
    [InlineData("where do I claim exepnses", "expenses", "Expenses are claimed in the portal.")]
    [InlineData("how long is the noticce period", "notice", "The notice period is four weeks.")]
    public void A_misspelt_word_is_corrected_to_the_nearest_word_of_the_documents(string question, string word, string text)
    {
        var query = IndexOf(Version("a", Team, text)).Correct(SearchQuery.Parse(question), new ReadScope([Team]));

        query.Corrected.ShouldHaveSingleItem().To.ShouldBe(word);
        query.Text.ShouldContain(word);
        query.Terms.ShouldContain(term => term.Surface == word);
    }

    [Theory]
    [InlineData("who signs the contract", "The contact signs.")] // a word of its own, though no document has it
    [InlineData("who signs the contracted work", "The contacted work is done.")]
    [InlineData("what is \"referal\" about", "A referral bonus is paid.")]
    [InlineData("what is “referal” about", "A referral bonus is paid.")]
    [InlineData("what does referal_code do", "The referral code is short.")]
    [InlineData("what does referal.code do", "The referral code is short.")]
    [InlineData("what does referalCode do", "The referral code is short.")]
    [InlineData("what does referal2 do", "The referral code is short.")]
    [InlineData("what does --referal do", "The referral code is short.")]
    [InlineData("who is Mr Lindqvist", "Mr Lindquist is our clerk.")] // another name
    [InlineData("who pays teh bill", "Her tea is paid by the bill.")] // too short
    [InlineData("what about zzyzxqaw then", "A referral bonus is paid.")]
    [InlineData("wer bezahlt die Rechnugn für das Auto", "Die Rechnung bezahlt das Amt.")] // neither English nor unknown
    public void A_word_of_its_own_a_quoted_word_a_code_or_a_name_is_not_corrected(string question, string text)
    {
        var query = SearchQuery.Parse(question);
        IndexOf(Version("a", Team, text)).Correct(query, new ReadScope([Team])).ShouldBeSameAs(query);
    }

    [Fact]
    public void Swapped_letters_of_a_name_are_mended_and_it_keeps_its_capital() =>
        IndexOf(Version("a", Team, "Ms Zeira wrote the book.")).Correct(SearchQuery.Parse("what did Zeria write"), new ReadScope([Team]))
            .Corrected.ShouldBe([new CorrectedWord("Zeria", "Zeira")]);

    [Fact]
    public void The_word_in_most_chunks_wins_among_equally_near_ones()
    {
        var index = IndexOf(Version("a", Team, "The stavel is red."), Version("b", Team, "The staver is old."), Version("c", Team, "A staver is new."));
        index.Correct(SearchQuery.Parse("what is a stavek"), new ReadScope([Team])).Corrected.ShouldBe([new CorrectedWord("stavek", "staver")]);
    }

    [Fact]
    public void A_word_that_stands_only_where_the_reader_may_not_read_is_never_used()
    {
        var index = IndexOf(Version("a", Team, "The canteen opens at noon."), Version("s", Secret, "The takeover of Halberg is planned."));
        var query = SearchQuery.Parse("is a takover planned");

        index.Correct(query, new ReadScope([Team])).ShouldBeSameAs(query);
        index.Correct(query, new ReadScope([Team, Secret])).Corrected.ShouldHaveSingleItem().To.ShouldBe("takeover");
    }

    [Fact]
    public void A_word_that_stands_only_in_a_withdrawn_passage_or_a_removed_document_is_never_used()
    {
        // The stem lives on in another form, which must not bring the written word back.
        var withdrawn = Version("w", Team, "The referral is secret.");
        var index = IndexOf(withdrawn, Version("a", Team, "They referred him to a doctor."), Version("g", Team, "The stationery is gone."));
        index.Publish([], ["g"]);
        var open = new ReadScope([Team]);

        index.Correct(SearchQuery.Parse("what about stationry"), open).Corrected.ShouldBeEmpty();
        index.Correct(SearchQuery.Parse("what about the referrel"), open).Corrected.ShouldHaveSingleItem().To.ShouldBe("referral");
        index.Correct(SearchQuery.Parse("what about the referrel"), open with { Withdrawn = [new WithdrawnPassage("w", withdrawn.Text)] })
            .Corrected.ShouldNotContain(word => word.To == "referral");
    }

    [Fact]
    public void An_index_built_for_one_question_finds_its_corrected_words_too()
    {
        var query = SearchQuery.Parse("what is the referal bonus");
        var index = new DocumentIndex();
        index.Publish([IndexSegment.Build([Version("a", Team, "A referral is welcome."), Version("b", Team, "A bonus is paid.")], query.IndexTermsIn)], ["a", "b"]);
        var scope = new ReadScope([Team]);

        var found = index.Search(index.Correct(query, scope), scope, 5);

        found.Corrected.ShouldHaveSingleItem().To.ShouldBe("referral");
        found.Terms.Single(term => term.Query.Surface == "referral").Chunks.ShouldBe(1);
    }

    [Theory]
    [InlineData("referal", "referral", 1)]
    [InlineData("exepnses", "expenses", 1)]
    [InlineData("gaurentee", "guarantee", 2)]
    [InlineData("notice", "notice", 0)]
    [InlineData("abcdefgh", "hgfedcba", null)]
    [InlineData("gamma", "gammas", 1)]
    public void Distances_count_insertions_deletions_substitutions_and_swaps(string word, string other, int? distance)
    {
        EditDistance.Within(word, other, 2).ShouldBe(distance);
        EditDistance.Within(other, word, 2).ShouldBe(distance);
    }

    private static DocumentIndex IndexOf(params DocumentVersion[] versions)
    {
        var index = new DocumentIndex();
        index.Publish([.. versions.GroupBy(version => version.Document.Collection).Select(group => IndexSegment.Build([.. group]))], [.. versions.Select(version => version.Document.Id)]);
        return index;
    }

    private static DocumentVersion Version(string id, CollectionId collection, string text) => new(
        new Document(id, collection, id, 1, string.Empty, null, new Dictionary<string, string>()), text, new DocumentStructure(text), [new Chunk(0, 0, text.Length, default)]);
}
