using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Tests.Search.Vectors;

public sealed class VectorIndexTests
{
    private static Gen<Drawn> Searches { get; } =
        from dimensions in Gen.Elements(8, 40, 64, 384, 512)
        from rows in Gen.Choose(0, 300)
        from zeros in Gen.Choose(0, 3)
        from copies in Gen.Choose(0, 20)
        from wanted in Gen.Choose(0, 40)
        from share in Gen.Choose(0, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select Drawn.Of(dimensions, rows, zeros, copies, wanted, share, new Random(seed));

    [Fact]
    public void An_exact_search_finds_what_comparing_every_allowed_row_finds() =>
        Properties.Holds(Searches, drawn => drawn.Found(VectorMode.Exact).ShouldBe(drawn.Expected()));

    [Fact]
    public void So_many_rows_as_are_rescored_are_searched_exactly_by_bytes_and_by_bits_too() =>
        Properties.Holds(
            from drawn in Searches
            select drawn with { Wanted = Math.Max(drawn.Wanted, drawn.Count) },
            drawn =>
            {
                drawn.Found(VectorMode.Bytes).ShouldBe(drawn.Expected());
                drawn.Found(VectorMode.Bits).ShouldBe(drawn.Expected());
            });

    [Fact]
    public void Every_mode_finds_only_allowed_rows_once_each_with_their_exact_scores_best_first() =>
        Properties.Holds(Searches, drawn =>
        {
            foreach (var mode in Enum.GetValues<VectorMode>())
            {
                var found = drawn.Found(mode);
                found.Length.ShouldBe(drawn.Expected().Length);
                found.ShouldAllBe(hit => drawn.IsAllowed(hit.Row) && hit.Score == drawn.Index.Score(drawn.Query, hit.Row));
                found.Select(hit => hit.Row).ShouldBeUnique();
                found.ShouldBe(found.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Row));
            }
        });

    [Fact]
    public void A_search_allocates_nothing_once_its_thread_has_searched()
    {
        var random = new Random(3);
        var index = VectorIndex.Build(384, RandomRows.Uniform(384, 5_000, random));
        var queries = RandomRows.Uniform(384, 20, random);
        var hits = new VectorHit[10];
        var allowed = Enumerable.Repeat(ulong.MaxValue / 3, (index.Count + 63) / 64).ToArray();
        Search();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Search();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Search()
        {
            for (var query = 0; query < 20; query++)
            {
                index.Search(queries.AsSpan(query * 384, 384), VectorMode.Exact, allowed, hits);
                index.Search(queries.AsSpan(query * 384, 384), VectorMode.Bytes, allowed, hits);
                index.Search(queries.AsSpan(query * 384, 384), VectorMode.Bits, allowed, hits);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    [InlineData(2)]
    public void A_row_that_is_not_of_unit_length_is_refused_by_its_number(float value)
    {
        var rows = RandomRows.Uniform(64, 3, new Random(1));
        rows[64 + 5] = value;
        Should.Throw<ArgumentException>(() => VectorIndex.Build(64, rows)).Message.ShouldContain("Row 1 ");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e30f)]
    public void A_query_that_is_not_finite_is_refused(float value)
    {
        var index = VectorIndex.Build(8, RandomRows.Uniform(8, 3, new Random(1)));
        var query = new float[8];
        query[2] = value;
        Should.Throw<ArgumentException>(() => index.Search(query, VectorMode.Bytes, [], new VectorHit[1]));
    }

    [Fact]
    public void A_query_of_zeros_scores_0_with_every_row()
    {
        var index = VectorIndex.Build(8, RandomRows.Uniform(8, 3, new Random(1)));
        foreach (var mode in Enum.GetValues<VectorMode>())
        {
            var hits = new VectorHit[2];
            index.Search(new float[8], mode, [], hits).ShouldBe(2);
            hits.ShouldBe([new VectorHit(0, 0, 0), new VectorHit(0, 1, 0)]);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(12, 12)]
    [InlineData(4_104, 4_104)]
    [InlineData(8, 12)]
    public void Dimensions_and_blocks_that_do_not_fit_are_refused(int dimensions, int values) =>
        Should.Throw<ArgumentException>(() => VectorIndex.Build(dimensions, new float[values]));

    [Fact]
    public void A_bitmap_that_is_too_short_and_a_query_of_another_dimension_are_refused()
    {
        var index = VectorIndex.Build(8, RandomRows.Uniform(8, 65, new Random(1)));
        Should.Throw<ArgumentException>(() => index.Search(new float[8], VectorMode.Exact, [1], new VectorHit[1]));
        Should.Throw<ArgumentException>(() => index.Search(new float[16], VectorMode.Exact, [], new VectorHit[1]));
    }

    [Fact]
    public void Bits_are_scanned_above_two_hundred_thousand_rows()
    {
        VectorIndex.ModeFor(0).ShouldBe(VectorMode.Bytes);
        VectorIndex.ModeFor(200_000).ShouldBe(VectorMode.Bytes);
        VectorIndex.ModeFor(200_001).ShouldBe(VectorMode.Bits);
    }

    /// <summary>A search and what it may find.</summary>
    private sealed record Drawn(float[] Query, VectorIndex Index, ulong[] Allowed, int Wanted)
    {
        public int Count => Index.Count;

        public static Drawn Of(int dimensions, int rows, int zeros, int copies, int wanted, int share, Random random)
        {
            var all = RandomRows.Uniform(dimensions, rows, random);
            for (var i = 0; i < Math.Min(zeros, rows); i++)
            {
                all.AsSpan(random.Next(rows) * dimensions, dimensions).Clear();
            }

            for (var i = 0; i < Math.Min(copies, rows); i++)
            {
                all.AsSpan(random.Next(rows) * dimensions, dimensions).CopyTo(all.AsSpan(random.Next(rows) * dimensions));
            }

            var allowed = new ulong[share == 0 ? 0 : (rows + 63) / 64];
            for (var i = 0; i < allowed.Length * 64; i++)
            {
                allowed[i / 64] |= random.Next(share) == 0 ? 1UL << i : 0;
            }

            return new Drawn(RandomRows.Uniform(dimensions, 1, random), VectorIndex.Build(dimensions, all), allowed, wanted);
        }

        public bool IsAllowed(int row) => Allowed.Length == 0 || (Allowed[row / 64] >> (row % 64) & 1) != 0;

        public VectorHit[] Expected() =>
            [.. Enumerable.Range(0, Count).Where(IsAllowed).Select(row => new VectorHit(0, row, Index.Score(Query, row)))
                .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Row).Take(Wanted)];

        public VectorHit[] Found(VectorMode mode)
        {
            var hits = new VectorHit[Wanted];
            return hits[..Index.Search(Query, mode, Allowed, hits)];
        }
    }
}
