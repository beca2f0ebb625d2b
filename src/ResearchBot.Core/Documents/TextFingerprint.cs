namespace ResearchBot.Core.Documents;

/// <summary>A number that is equal for texts with the same letters and digits in the same order, whatever case, white space and punctuation.</summary>
public static class TextFingerprint
{
    private const int Fewest = 20; // shorter texts, such as “See below.”, stand in many documents
    private const ulong Start = 14695981039346656037;
    private const ulong Factor = 1099511628211; // FNV-1a

    /// <summary>The number; null for a text of few letters and digits.</summary>
    public static long? Of(ReadOnlySpan<char> text)
    {
        var hash = Start;
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                hash = (hash ^ char.ToLowerInvariant(c)) * Factor;
                count++;
            }
        }

        return count < Fewest ? null : (long)hash;
    }
}
