namespace ResearchBot.Core.Search.Vectors;

/// <summary>A row that was found.</summary>
/// <param name="Segment">Which index it is in, by the order in which a search took them, from 0.</param>
/// <param name="Row">Its row there.</param>
/// <param name="Score">Its exact dot product with the query.</param>
public readonly record struct VectorHit(int Segment, int Row, float Score)
{
    /// <summary>Whether this comes after the other: lower score, or the same and further back.</summary>
    internal bool IsWorseThan(in VectorHit other) =>
        Score != other.Score ? Score < other.Score
        : Segment != other.Segment ? Segment > other.Segment
        : Row > other.Row;
}
