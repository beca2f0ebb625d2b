namespace ResearchBot.Core.Search.Vectors;

/// <summary>Vectors of some chunks of a document version.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Version">The version that the chunks belong to.</param>
/// <param name="Model">What made them; vectors of different models never meet.</param>
/// <param name="Chunks">Positions of the chunks in the version, ascending.</param>
/// <param name="Rows">One row of unit length for each of them, one after the other.</param>
public sealed record ChunkVectors(string DocumentId, int Version, string Model, IReadOnlyList<int> Chunks, ReadOnlyMemory<float> Rows)
{
    /// <summary>Length of a row.</summary>
    public int Dimensions => Chunks.Count == 0 ? 0 : Rows.Length / Chunks.Count;
}
