using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Tests.Search.Vectors;

public sealed class VectorCodesTests
{
    [Fact]
    public void A_row_of_bytes_differs_by_at_most_half_a_step() =>
        Properties.Holds(
            from dimensions in Gen.Choose(1, 64).Select(eighth => eighth * 8)
            from rows in Gen.Choose(1, 20)
            from seed in Gen.Choose(0, int.MaxValue)
            select (dimensions, Rows: RandomRows.Uniform(dimensions, rows, new Random(seed))),
            drawn =>
            {
                var codes = ByteCodes.Of(drawn.Rows, drawn.dimensions);
                var decoded = new float[drawn.dimensions];
                for (var row = 0; row < drawn.Rows.Length / drawn.dimensions; row++)
                {
                    var values = drawn.Rows.AsSpan(row * drawn.dimensions, drawn.dimensions).ToArray();
                    codes.Decode(row, decoded);
                    var halfStep = values.Max(Math.Abs) / 127 / 2 * 1.0001f;
                    values.Zip(decoded).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= halfStep);
                }
            });

    [Fact]
    public void A_row_of_zeros_is_zeros_in_bytes()
    {
        var decoded = new float[8];
        ByteCodes.Of(new float[8], 8).Decode(0, decoded);
        decoded.ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void The_largest_sums_of_4096_dimensions_do_not_overflow()
    {
        var row = Enumerable.Repeat((sbyte)127, 4_096).ToArray();
        var codes = new QueryCodes();
        codes.Set(Enumerable.Repeat(1f / 64, 4_096).ToArray());
        var expected = codes.Codes.ToArray().Sum(code => 127L * code);
        expected.ShouldBeInRange(int.MaxValue / 2, int.MaxValue);
        KernelPortable.Dot(in row[0], in codes.Codes[0], 4_096).ShouldBe((int)expected);
    }

    [Fact]
    public void Every_width_of_register_multiplies_and_counts_the_same() =>
        Properties.Holds(
            from width in Gen.Choose(1, 128).Select(step => step * 32)
            from words in Gen.Choose(1, 64)
            from far in Gen.Elements(true, false)
            from limit in Gen.Choose(0, words * 64 + 1)
            from seed in Gen.Choose(0, int.MaxValue)
            select (width, words, far, limit, seed),
            drawn =>
            {
                var random = new Random(drawn.seed);
                var row = Enumerable.Range(0, drawn.width).Select(_ => (sbyte)random.Next(-127, 128)).ToArray();
                var query = Enumerable.Range(0, drawn.width).Select(_ => (short)random.Next(-4_000, 4_001)).ToArray();
                var expected = row.Zip(query, (a, b) => a * b).Sum();
                KernelPortable.Dot(in row[0], in query[0], drawn.width).ShouldBe(expected);

                var asked = Enumerable.Range(0, drawn.words).Select(_ => (ulong)random.NextInt64()).ToArray();
                var block = Enumerable.Range(0, drawn.words * 8).Select(i => drawn.far ? ~asked[i / 8] : (ulong)random.NextInt64()).ToArray();
                var distances = Enumerable.Range(0, 8)
                    .Select(place => (ulong)asked.Select((word, i) => BitOperations.PopCount(word ^ block[(i * 8) + place])).Sum()).ToArray();
                var nearer = (uint)distances.Select((distance, place) => distance < (ulong)drawn.limit ? 1 << place : 0).Sum();
                CheckNearer<KernelPortable>();
                if (Kernel256.IsSupported)
                {
                    Kernel256.Dot(in row[0], in query[0], drawn.width).ShouldBe(expected);
                    CheckNearer<Kernel256>();
                }

                if (Kernel512.IsSupported)
                {
                    Kernel512.Dot(in row[0], in query[0], drawn.width).ShouldBe(expected);
                    CheckNearer<Kernel512>();
                }

                void CheckNearer<TKernel>()
                    where TKernel : struct, IVectorKernel
                {
                    var found = new ulong[8];
                    TKernel.Nearer(in block[0], in asked[0], drawn.words, drawn.limit, ref found[0]).ShouldBe(nearer);
                    if (nearer != 0)
                    {
                        found.ShouldBe(distances);
                    }
                }
            });

    [Fact]
    public void The_nearest_rows_are_those_that_sorting_all_would_give() =>
        Properties.Holds(
            from distances in Gen.Choose(0, 40).ArrayOf()
            from times in Gen.Choose(1, 8)
            from wanted in Gen.Choose(1, 30)
            select (Distances: Enumerable.Repeat(distances, times).SelectMany(all => all).ToArray(), wanted),
            drawn =>
            {
                var nearest = new NearestRows();
                nearest.Reset(drawn.wanted, 40);
                for (var row = 0; row < drawn.Distances.Length; row++)
                {
                    if (drawn.Distances[row] < nearest.Limit)
                    {
                        nearest.Add(row, drawn.Distances[row]);
                    }
                }

                nearest.Rows().ToArray().ShouldBe(
                    drawn.Distances.Index().OrderBy(row => row.Item).ThenBy(row => row.Index).Take(drawn.wanted).Select(row => row.Index).Order());
            });
}
