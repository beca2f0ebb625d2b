using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Benchmarks;

/// <summary>BM25 over words, any of the question's, the best ten: our index beside SQLite's full-text search.</summary>
internal static class WordSearch
{
    private const int Top = 10;
    private const int Questions = 100;

    public static void Run(BenchmarkText text, int chunks, Table table)
    {
        table.Title($"words: BM25 of any of 3 to 8 words, top {Top}, {chunks:#,0} chunks");
        var documents = text.Documents(new CollectionId("bench", "words"), chunks, seed: 1);
        var index = IndexSegment.Build(documents).Words;
        using var peer = new SqliteFullText(documents);
        var ours = new BestScores(index);
        var questions = text.Questions.Take(Questions).ToArray();

        ours.Warm(questions, Top);
        var times = Times.Of(
            Times.Passes * questions.Length,
            round => ours.Find(questions[round % questions.Length].Terms, Top),
            round => peer.Find(questions[round % questions.Length].Words, Top));
        var ratio = times[1].Median / times[0].Median;
        var (least, most) = Times.Spread(times[1], times[0]);

        table.Row("our index", times[0].ToString());
        table.Row("SQLite FTS5, OR, in memory", times[1].ToString());
        table.Row("how many times faster", $"{ratio:0} ({least:0} to {most:0})", ">= 100", ratio >= 100);

        var reference = new ReferenceBm25(documents, questions);
        var wrong = questions.Count(question => !reference.IsBest(question.Terms, ours.Find(question.Terms, Top), Top));
        table.Row("questions whose top 10 is not the exact one", $"{wrong} of {questions.Length}", "0", wrong == 0);
    }
}
