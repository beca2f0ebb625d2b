using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Tests.Search.Vectors;

/// <summary>Bar: of 1,000 hits at most one is missed, by bytes in all data, by bits in such as has clusters.</summary>
public sealed class VectorRecallTests
{
    private const int Dimensions = 384;
    private const int Top = 10;
    private const int Queries = 100;

    private static readonly int s_rows = TestScale.Of(100_000);

    [Fact]
    public void Bytes_find_the_best_ten_of_uniform_rows() =>
        Missed(VectorMode.Bytes, RandomRows.Uniform(Dimensions, s_rows + Queries, new Random(2))).ShouldBeLessThanOrEqualTo(1);

    [Theory]
    [InlineData(VectorMode.Bytes)]
    [InlineData(VectorMode.Bits)]
    public void Bytes_and_bits_find_the_best_ten_of_clustered_rows(VectorMode mode) =>
        Missed(mode, RandomRows.Clustered(Dimensions, s_rows + Queries, s_rows / 1_000, new Random(2))).ShouldBeLessThanOrEqualTo(1);

    /// <summary>Of <see cref="Queries"/> times the best <see cref="Top"/>; the last rows serve as queries.</summary>
    private static int Missed(VectorMode mode, float[] rows)
    {
        var index = VectorIndex.Build(Dimensions, rows.AsMemory(0, s_rows * Dimensions));
        var (exact, found, missed) = (new VectorHit[Top], new VectorHit[Top], 0);
        for (var query = 0; query < Queries; query++)
        {
            var asked = rows.AsSpan((s_rows + query) * Dimensions, Dimensions);
            index.Search(asked, VectorMode.Exact, [], exact).ShouldBe(Top);
            index.Search(asked, mode, [], found).ShouldBe(Top);
            missed += exact.Except(found).Count();
        }

        return missed;
    }
}
