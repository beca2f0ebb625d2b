using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Tests.Search.Vectors;

public sealed class VectorHitsTests
{
    private const int Dimensions = 64;

    [Theory]
    [InlineData(VectorMode.Exact)]
    [InlineData(VectorMode.Bytes)]
    [InlineData(VectorMode.Bits)]
    public void Several_indexes_are_searched_as_one(VectorMode mode)
    {
        var random = new Random(5);
        int[] sizes = [3, 0, 2_500, 64, 700];
        var rows = RandomRows.Clustered(Dimensions, sizes.Sum() + 20, 30, random);
        var whole = VectorIndex.Build(Dimensions, rows.AsMemory(0, sizes.Sum() * Dimensions));
        var starts = sizes.Select((_, i) => sizes[..i].Sum()).ToArray();
        var parts = sizes.Select((size, i) => VectorIndex.Build(Dimensions, rows.AsMemory(starts[i] * Dimensions, size * Dimensions))).ToArray();
        for (var query = sizes.Sum(); query < rows.Length / Dimensions; query++)
        {
            var asked = rows.AsSpan(query * Dimensions, Dimensions);
            var expected = new VectorHit[10];
            whole.Search(asked, VectorMode.Exact, [], expected);

            using var hits = VectorHits.For(asked, mode, 10);
            foreach (var part in parts)
            {
                hits.Add(part, []);
            }

            hits.Best().ToArray().Select(hit => (starts[hit.Segment] + hit.Row, hit.Score))
                .ShouldBe(expected.Select(hit => (hit.Row, hit.Score)));
        }
    }

    [Fact]
    public void A_search_within_another_on_the_same_thread_leaves_it_alone()
    {
        var index = VectorIndex.Build(Dimensions, RandomRows.Uniform(Dimensions, 100, new Random(6)));
        var queries = RandomRows.Uniform(Dimensions, 2, new Random(7));
        var expected = new VectorHit[5];
        index.Search(queries.AsSpan(0, Dimensions), VectorMode.Exact, [], expected);

        using var outer = VectorHits.For(queries.AsSpan(0, Dimensions), VectorMode.Exact, 5);
        outer.Add(index, []);
        index.Search(queries.AsSpan(Dimensions), VectorMode.Exact, [], new VectorHit[5]);
        outer.Best().ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Every_width_of_register_finds_the_same()
    {
        var index = VectorIndex.Build(Dimensions, RandomRows.Clustered(Dimensions, 4_000, 10, new Random(8)));
        var allowed = Enumerable.Range(0, (index.Count + 63) / 64).Select(word => ulong.MaxValue / (ulong)(word % 5 + 1)).ToArray();
        var queries = RandomRows.Uniform(Dimensions, 20, new Random(9));
        for (var start = 0; start < queries.Length; start += Dimensions)
        {
            foreach (var mode in new[] { VectorMode.Bytes, VectorMode.Bits })
            {
                var portable = Found(VectorWidth.Portable);
                portable.Length.ShouldBe(10);
                if (Kernel256.IsSupported)
                {
                    Found(VectorWidth.Bits256).ShouldBe(portable);
                }

                if (Kernel512.IsSupported)
                {
                    Found(VectorWidth.Bits512).ShouldBe(portable);
                }

                VectorHit[] Found(VectorWidth width)
                {
                    using var hits = VectorHits.For(queries.AsSpan(start, Dimensions), mode, 10);
                    hits.Width = width;
                    hits.Add(index, allowed);
                    return hits.Best().ToArray();
                }
            }
        }
    }
}
