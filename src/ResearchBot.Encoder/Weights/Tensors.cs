using System.Runtime.InteropServices;
using System.Text.Json;

namespace ResearchBot.Encoder.Weights;

/// <summary>
/// The tensors of a TensorFlow.js graph model: `weightsManifest` in model.json names them in the order in which they
/// stand, without gaps, in the shards laid end to end. All are 4 bytes wide, little-endian.
/// </summary>
internal sealed class Tensors
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, Range> _places = [];

    private Tensors(byte[] bytes) => _bytes = bytes;

    public static Tensors Read(string folder)
    {
        using var model = JsonDocument.Parse(WeightFiles.Read(folder, "model.json"));
        var group = model.RootElement.GetProperty("weightsManifest")[0];
        var shards = group.GetProperty("paths").EnumerateArray().Select(path => WeightFiles.Read(folder, path.GetString()!)).ToList();
        var bytes = new byte[shards.Sum(shard => shard.Length)];
        var end = 0;
        foreach (var shard in shards)
        {
            shard.CopyTo(bytes, end);
            end += shard.Length;
        }

        var tensors = new Tensors(bytes);
        var start = 0;
        foreach (var weight in group.GetProperty("weights").EnumerateArray())
        {
            var length = weight.GetProperty("shape").EnumerateArray().Aggregate(4, (product, size) => product * size.GetInt32());
            tensors._places.Add(weight.GetProperty("name").GetString()!, start..(start + length));
            start += length;
        }

        return tensors;
    }

    /// <summary>The values of the one tensor whose name ends so.</summary>
    public ReadOnlySpan<float> this[string ending] =>
        MemoryMarshal.Cast<byte, float>(_bytes.AsSpan(_places.Single(place => place.Key.EndsWith(ending, StringComparison.Ordinal)).Value));
}
