using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Tests.Search;

public sealed class DocumentIndexTests
{
    private static readonly CollectionId Team = new("default", "team");
    private static readonly CollectionId Other = new("rival", "team");
    private static readonly string[] Vocabulary =
        [.. Enumerable.Range(0, 60).Select(i => $"w{(char)('a' + (i / 10))}{(char)('k' + (i % 10))}ord")];

    [Fact]
    public void Word_scores_are_exact_bm25_of_words_and_pairs_and_ranking_is_that_of_a_fresh_index_after_any_changes()
    {
        var random = new Random(7);
        var index = new DocumentIndex();
        var living = new Dictionary<string, DocumentVersion>();
        for (var step = 0; step < 60; step++)
        {
            var id = $"d{random.Next(25):00}";
            if (random.Next(4) == 0)
            {
                living.Remove(id);
                index.Publish([], [id]);
            }
            else
            {
                var version = Version(id, Team, string.Join(' ', Enumerable.Range(0, random.Next(3, 40)).Select(_ => Vocabulary[random.Next(60)])));
                living[id] = version;
                index.Publish([IndexSegment.Build([version])], [id]);
            }

            var query = string.Join(' ', Enumerable.Range(0, 4).Select(_ => Vocabulary[random.Next(60)]).Distinct());
            var found = index.Search(SearchQuery.Parse(query), new ReadScope([Team]), 10);
            var expected = NaiveScores([.. living.Values], query);
            found.Chunks.Select(chunk => chunk.Version.Document.Id).ShouldBeUnique();
            found.Chunks.Select(chunk => chunk.Score).ShouldBe(found.Chunks.Select(chunk => chunk.Score).OrderDescending());
            foreach (var chunk in found.Chunks)
            {
                chunk.WordScore.ShouldBe(expected[chunk.Version.Document.Id], 1e-3);
            }

            var rebuilt = new DocumentIndex();
            rebuilt.Publish([IndexSegment.Build([.. living.Values.OrderBy(version => version.Document.Id)])], []);
            found.Chunks.Select(chunk => (chunk.Version.Document.Id, Math.Round(chunk.Score, 4))).ShouldBe(
                rebuilt.Search(SearchQuery.Parse(query), new ReadScope([Team]), 10).Chunks
                    .Select(chunk => (chunk.Version.Document.Id, Math.Round(chunk.Score, 4))));

            found.Scope.Documents.ShouldBe(living.Count);
        }
    }

    [Fact]
    public void Vectors_survive_the_merging_of_small_segments()
    {
        var index = new DocumentIndex();
        for (var i = 0; i < 30; i++)
        {
            index.Publish([IndexSegment.Build([Version($"d{i}", Team, $"the {Vocabulary[i]} sings")])], [$"d{i}"]);
            index.Publish([new ChunkVectors($"d{i}", 1, "model", [0], Unit(i % 8))]);
        }

        var views = index.Snapshot.Collections[Team];
        views.Length.ShouldBeLessThan(30);
        views.Sum(view => view.Vectors?.Index.Count ?? 0).ShouldBe(30);
    }

    [Fact]
    public void Where_only_a_dead_document_has_a_vector_the_others_are_found_by_their_words()
    {
        var index = new DocumentIndex();
        index.Publish([IndexSegment.Build([Version("a", Team, "the canary sings"), Version("b", Team, "the dog barks")])], ["a", "b"]);
        index.Publish([new ChunkVectors("a", 1, "model", [0], Unit(0))]);
        index.Publish([], ["a"]);

        var query = SearchQuery.Parse("dog").With(new QueryVector("model", Unit(0), 0.5f));
        index.Search(query, new ReadScope([Team]), 10).Chunks.Select(chunk => chunk.Version.Document.Id).ShouldBe(["b"]);
    }

    [Fact]
    public void The_nearest_by_meaning_is_found_without_a_common_word_and_dead_ones_are_not()
    {
        var index = new DocumentIndex();
        index.Publish([IndexSegment.Build([Version("a", Team, "the canary sings"), Version("b", Team, "the dog barks"), Version("c", Team, "rain falls")])], []);
        index.Publish([new ChunkVectors("a", 1, "model", [0], Unit(0)), new ChunkVectors("b", 1, "model", [0], Unit(1)), new ChunkVectors("c", 1, "model", [0], Unit(2))]);
        var query = SearchQuery.Parse("vessel").With(new QueryVector("model", Unit(1), 0.5f));

        index.Search(query, new ReadScope([Team]), 1).Chunks.Single().Version.Document.Id.ShouldBe("b");
        index.Search(query, new ReadScope([Other]), 1).Chunks.ShouldBeEmpty();
        index.Publish([], ["b"]);
        index.Search(query, new ReadScope([Team]), 10).Chunks.ShouldNotContain(chunk => chunk.Version.Document.Id == "b");
    }

    [Fact]
    public void A_document_that_moves_to_another_collection_keeps_its_vectors()
    {
        var index = new DocumentIndex();
        index.Publish([IndexSegment.Build([Version("a", Team, "the canary sings"), Version("b", Team, "the dog barks")])], ["a", "b"]);
        index.Publish([new ChunkVectors("a", 1, "model", [0], new float[] { 1, 0, 0, 0, 0, 0, 0, 0 })]);

        index.Publish([IndexSegment.Build([Version("a", Other, "the canary sings")])], ["a"]);

        index.Snapshot.Collections[Other].Single().Vectors.ShouldNotBeNull().RowOf(0).ShouldBe(0);
    }

    [Fact]
    public void Nothing_outside_the_filter_shows_not_even_in_the_scores()
    {
        var index = new DocumentIndex();
        index.Publish([IndexSegment.Build([Version("a", Team, "the canary sings"), Version("b", Team, "the dog barks")])], ["a", "b"]);
        var before = index.Search(SearchQuery.Parse("canary dog"), new ReadScope([Team]), 10);
        index.Publish([IndexSegment.Build([.. Enumerable.Range(0, 50).Select(i => Version($"x{i}", Other, "canary canary secret"))])], []);
        var after = index.Search(SearchQuery.Parse("canary dog"), new ReadScope([Team]), 10);

        after.Chunks.Select(chunk => (chunk.Version.Document.Id, chunk.Score)).ShouldBe(before.Chunks.Select(chunk => (chunk.Version.Document.Id, chunk.Score)));
        after.Scope.Chunks.ShouldBe(2);
        index.Search(SearchQuery.Parse("secret"), new ReadScope([Team]), 10).Chunks.ShouldBeEmpty();
    }

    [Fact]
    public void An_index_for_one_query_finds_exactly_what_the_whole_index_finds()
    {
        var random = new Random(3);
        var versions = Enumerable.Range(0, 40)
            .Select(i => Version($"d{i}", Team, string.Join(' ', Enumerable.Range(0, 30).Select(_ => Vocabulary[random.Next(60)])) + " the plane left Iranian FY2018 黑豹队的防守"))
            .ToArray();
        foreach (var text in new[] { Vocabulary[3] + " " + Vocabulary[4], "Which flights left Iran in FY2018?", "黑豹队", "nothing of this" })
        {
            var query = SearchQuery.Parse(text);
            var (whole, one) = (new DocumentIndex(), new DocumentIndex());
            whole.Publish([IndexSegment.Build(versions)], []);
            one.Publish([IndexSegment.Build(versions, only: query.IndexTermsIn)], []);
            var (expected, found) = (whole.Search(query, new ReadScope([Team]), 10), one.Search(query, new ReadScope([Team]), 10));

            found.Chunks.Select(chunk => (chunk.Version.Document.Id, chunk.Score, chunk.WordScore))
                .ShouldBe(expected.Chunks.Select(chunk => (chunk.Version.Document.Id, chunk.Score, chunk.WordScore)));
            found.Terms.ShouldBe(expected.Terms);
            found.Grams.ShouldBe(expected.Grams, ignoreOrder: true);
        }
    }

    [Fact]
    public void A_misspelt_word_is_found_by_its_characters_where_no_word_matches()
    {
        var index = new DocumentIndex();
        index.Publish([IndexSegment.Build([Version("a", Team, "flights to Venezuela"), Version("b", Team, "trains to Vienna")])], ["a", "b"]);
        var found = index.Search(SearchQuery.Parse("Venezuelaa"), new ReadScope([Team]), 10);
        found.Chunks[0].Version.Document.Id.ShouldBe("a");
        found.Chunks[0].Score.ShouldBeInRange(0.1, 1);
    }

    [Fact]
    public void A_new_version_replaces_the_old_one_in_one_step()
    {
        var index = new DocumentIndex();
        index.Publish([IndexSegment.Build([Version("a", Team, "old wording")])], ["a"]);
        index.Publish([IndexSegment.Build([Version("a", Team, "new wording")])], ["a"]);
        index.Search(SearchQuery.Parse("old"), new ReadScope([Team]), 10).Chunks.ShouldBeEmpty();
        index.Search(SearchQuery.Parse("wording"), new ReadScope([Team]), 10).Chunks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_search_is_never_in_the_way_of_a_publication()
    {
        var index = new DocumentIndex();
        var ended = false;
        var searches = Task.Run(
            () =>
            {
                while (!Volatile.Read(ref ended))
                {
                    var found = index.Search(SearchQuery.Parse("stable wording"), new ReadScope([Team]), 10);
                    found.Chunks.Count(chunk => chunk.Version.Document.Id == "a").ShouldBeLessThanOrEqualTo(1);
                }
            },
            TestContext.Current.CancellationToken);
        for (var i = 0; i < 300; i++)
        {
            index.Publish([IndexSegment.Build([Version("a", Team, $"stable wording {i}")])], ["a"]);
        }

        Volatile.Write(ref ended, true);
        await searches;
    }

    private static float[] Unit(int dimension) => [.. Enumerable.Range(0, 8).Select(i => i == dimension ? 1f : 0)];

    private static DocumentVersion Version(string id, CollectionId collection, string text) =>
        new(
            new Document(id, collection, id, 1, string.Empty, null, new Dictionary<string, string>()),
            text,
            new DocumentStructure(text),
            [new Chunk(0, 0, text.Length, default)]);

    private static Dictionary<string, double> NaiveScores(DocumentVersion[] documents, string query)
    {
        var words = NaiveBm25(documents, query.Split(' '), text => text.Split(' '));
        var pairs = NaiveBm25(documents, Pairs(query), Pairs);
        return documents.ToDictionary(document => document.Document.Id, document => words[document.Document.Id] + (0.2 * pairs[document.Document.Id]));
    }

    private static string[] Pairs(string text)
    {
        var words = text.Split(' ');
        return [.. words.Zip(words.Skip(1), (first, second) => $"{first} {second}")];
    }

    private static Dictionary<string, double> NaiveBm25(DocumentVersion[] documents, string[] query, Func<string, string[]> termsOf)
    {
        var texts = documents.Select(document => (document.Document.Id, Terms: termsOf(document.Text))).ToArray();
        var average = texts.Length == 0 ? 1 : Math.Max(1, texts.Average(text => text.Terms.Length));
        return texts.ToDictionary(text => text.Id, text => query.Distinct().Sum(term =>
        {
            var df = texts.Count(other => other.Terms.Contains(term));
            var idf = Math.Log(1 + ((texts.Length - df + 0.5) / (df + 0.5)));
            var tf = text.Terms.Count(word => word == term);
            return idf * tf * 2.2 / (tf + (1.2 * (0.25 + (0.75 * text.Terms.Length / average))));
        }));
    }
}
