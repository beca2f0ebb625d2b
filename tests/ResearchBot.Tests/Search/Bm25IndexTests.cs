using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Lexical;

namespace ResearchBot.Tests.Search;

public sealed class Bm25IndexTests
{
    private const ulong Common = ulong.MaxValue - 1;

    [Fact]
    public void Every_term_scores_what_bm25_says_whether_few_chunks_hold_it_or_nearly_all() =>
        Properties.Holds(
            from chunks in Gen.Choose(1, 700)
            from seed in Gen.Choose(0, int.MaxValue)
            select Chunks(chunks, new Random(seed)),
            counts =>
            {
                var index = Build(counts);
                var average = (float)counts.Average(chunk => chunk.Values.Sum());
                var norms = new LengthNorms(average, index.LongestLength);
                foreach (var term in counts.SelectMany(chunk => chunk.Keys).Distinct())
                {
                    var scores = new float[counts.Length];
                    index.Score(index.SlotOf(term), 2, norms, scores);
                    for (var chunk = 0; chunk < counts.Length; chunk++)
                    {
                        var count = (double)Math.Min(255, counts[chunk].GetValueOrDefault(term));
                        var norm = 1.2 * (0.25 + (0.75 * counts[chunk].Values.Sum() / average));
                        ((double)scores[chunk]).ShouldBe(count == 0 ? 0 : 2 * count * 2.2 / (count + norm), 1e-4);
                    }
                }
            },
            cases: 40);

    [Fact]
    public void A_score_is_the_same_to_the_last_bit_wherever_its_chunk_stands_and_however_many_others_hold_the_term() =>
        Properties.Holds(
            from chunks in Gen.Choose(1, 700)
            from before in Gen.Choose(1, 70)
            from after in Gen.Choose(0, 1_400)
            from seed in Gen.Choose(0, int.MaxValue)
            select (Counts: Chunks(chunks, new Random(seed)), Before: before, After: after),
            drawn =>
            {
                var (alone, among) = (Build(drawn.Counts), Build([.. Others(drawn.Before), .. drawn.Counts, .. Others(drawn.After)]));
                var norms = new LengthNorms(7, Math.Max(alone.LongestLength, among.LongestLength));
                foreach (var term in drawn.Counts.SelectMany(chunk => chunk.Keys).Distinct())
                {
                    var (expected, scores) = (new float[alone.Count], new float[among.Count]);
                    alone.Score(alone.SlotOf(term), 1.7f, norms, expected);
                    among.Score(among.SlotOf(term), 1.7f, norms, scores);
                    scores.AsSpan(drawn.Before, expected.Length).ToArray().ShouldBe(expected);
                }

                static IEnumerable<Dictionary<ulong, int>> Others(int count) => Enumerable.Repeat(new Dictionary<ulong, int> { [Common] = 1 }, count);
            },
            cases: 40);

    [Fact]
    public void Chunks_with_a_term_are_counted_without_the_dead_ones() =>
        Properties.Holds(
            from chunks in Gen.Choose(1, 700)
            from first in Gen.Choose(0, chunks - 1)
            from dead in Gen.Choose(0, chunks - first)
            from seed in Gen.Choose(0, int.MaxValue)
            select (Counts: Chunks(chunks, new Random(seed)), First: first, Dead: dead),
            drawn =>
            {
                var index = Build(drawn.Counts);
                var dead = DeadChunks.With(null, drawn.Counts.Length, drawn.First, drawn.Dead);
                foreach (var term in drawn.Counts.SelectMany(chunk => chunk.Keys).Distinct())
                {
                    index.CountChunksAt(index.SlotOf(term), null).ShouldBe(drawn.Counts.Count(chunk => chunk.ContainsKey(term)));
                    index.CountChunksAt(index.SlotOf(term), dead).ShouldBe(
                        drawn.Counts.Where((chunk, i) => (i < drawn.First || i >= drawn.First + drawn.Dead) && chunk.ContainsKey(term)).Count());
                }
            },
            cases: 40);

    [Fact]
    public void A_term_is_found_however_unevenly_terms_are_spread()
    {
        var crowded = Enumerable.Range(0, 5_000).Select(i => (ulong)i * 3).Append(ulong.MaxValue).Append(1UL << 40).ToArray();
        var index = Build([crowded.ToDictionary(term => term, _ => 1)]);
        crowded.ShouldAllBe(term => index.SlotOf(term) >= 0);
        crowded.ShouldAllBe(term => index.SlotOf(term ^ 1UL << 50) < 0);
        Build([[]]).SlotOf(1).ShouldBeLessThan(0);
    }

    [Fact]
    public void Passing_over_many_scores_at_a_time_misses_none() =>
        Properties.Holds(
            from scores in Gen.Choose(0, 8).Select(score => (float)score).ArrayOf()
            from threshold in Gen.Choose(1, 8)
            select (Scores: scores, Threshold: (float)threshold),
            drawn =>
            {
                var found = new List<int>();
                for (var i = ChunkRanking.Next(drawn.Scores, 0, drawn.Threshold); i >= 0; i = ChunkRanking.Next(drawn.Scores, i + 1, drawn.Threshold))
                {
                    found.Add(i);
                }

                found.ShouldBe(Enumerable.Range(0, drawn.Scores.Length).Where(i => drawn.Scores[i] >= drawn.Threshold));
            });

    /// <summary>Terms from one in every chunk to one in few, most once in a chunk, some very often.</summary>
    private static Dictionary<ulong, int>[] Chunks(int count, Random random)
    {
        double[] shares = [0.97, 0.6, 0.5, 0.3, 0.1, 0.02, 0.005];
        return [.. Enumerable.Range(0, count).Select(_ => shares
            .Select((share, i) => (Term: ((ulong)i << 60) + 7, Share: share))
            .Where(term => random.NextDouble() < term.Share)
            .Append((Term: Common, Share: 1))
            .ToDictionary(term => term.Term, _ => random.Next(4) > 0 ? 1 : random.Next(10) > 0 ? random.Next(2, 9) : random.Next(2, 400)))];
    }

    private static Bm25Index Build(IEnumerable<Dictionary<ulong, int>> chunks)
    {
        var builder = new Bm25IndexBuilder();
        foreach (var chunk in chunks)
        {
            foreach (var (term, count) in chunk)
            {
                for (var i = 0; i < count; i++)
                {
                    builder.Add(term);
                }
            }

            builder.EndChunk();
        }

        return builder.Build();
    }
}
