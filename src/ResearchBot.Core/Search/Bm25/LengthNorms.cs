namespace ResearchBot.Core.Search.Bm25;

/// <summary>What BM25 makes of a chunk's length, worked out once for each length and not for each posting.</summary>
internal sealed class LengthNorms
{
    public LengthNorms(float averageLength, int longest)
    {
        PerTerm = Bm25Index.K1 * Bm25Index.B / averageLength;
        var singles = new float[longest + 1];
        for (var length = 0; length < singles.Length; length++)
        {
            singles[length] = 1 + (Fixed + (PerTerm * length));
        }

        Singles = singles;
    }

    /// <summary>The part of the norm that a chunk of any length has.</summary>
    public const float Fixed = Bm25Index.K1 * (1 - Bm25Index.B);

    /// <summary>The part for each term of its length.</summary>
    public float PerTerm { get; }

    /// <summary>By length, what the weight of a term is divided by for a chunk where it stands once.</summary>
    public float[] Singles { get; }
}
