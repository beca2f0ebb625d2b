using ResearchBot.Core.Search.Stored;

namespace ResearchBot.Core.Search.Bm25;

/// <content>Its arrays as they lie in a file.</content>
public sealed partial class Bm25Index
{
    internal void WriteTo(SegmentWriter writer)
    {
        writer.WriteArray<ulong>(_terms);
        writer.WriteArray<int>(_offsets);
        writer.WriteArray<byte>(_postings);
        writer.WriteArray<ushort>(_lengths);
    }

    /// <exception cref="InvalidDataException">The arrays cannot be those of an index.</exception>
    internal static Bm25Index ReadFrom(SegmentReader reader)
    {
        var index = new Bm25Index(reader.ReadArray<ulong>(), reader.ReadArray<int>(), reader.ReadArray<byte>(), reader.ReadArray<ushort>());
        return index._terms.Length == index._offsets.Length ? index : throw new InvalidDataException("its parts do not fit together");
    }
}
