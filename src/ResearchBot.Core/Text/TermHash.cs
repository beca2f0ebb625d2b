namespace ResearchBot.Core.Text;

/// <summary>Terms are 64-bit hashes instead of strings in a dictionary: among a million terms the probability of a collision is about 3 in 100
/// million.</summary>
internal static class TermHash
{
    public const ulong Start = 0xCBF29CE484222325;

    public static ulong Add(ulong hash, char c)
    {
        hash = (hash ^ c) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }

    public static ulong Finish(ulong hash)
    {
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 32);
    }

    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var c in word)
        {
            hash = Add(hash, c);
        }

        return Finish(hash);
    }

    public static ulong Pair(ulong first, ulong second) => Finish((first * 0x9E3779B97F4A7C15) + second);
}
