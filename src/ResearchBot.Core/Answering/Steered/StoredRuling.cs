namespace ResearchBot.Core.Answering;

/// <summary>A ruling as it is kept, for the pair of passages whatever answer opposes them.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="About">What they differ on.</param>
/// <param name="Holds">The side that holds.</param>
/// <param name="Other">The other one.</param>
/// <param name="Note">Why; empty where none was given.</param>
/// <param name="By">The moderator.</param>
/// <param name="At">When.</param>
public sealed record StoredRuling(string Id, string About, RuledSide Holds, RuledSide Other, string Note, string By, DateTimeOffset At)
{
    /// <summary>Whether it is on this pair, the first of which it says to hold.</summary>
    public bool IsFor(Citation holds, Citation other) => Holds.IsIn(holds) && Other.IsIn(other);
}
