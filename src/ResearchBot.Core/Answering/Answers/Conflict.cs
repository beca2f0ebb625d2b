namespace ResearchBot.Core.Answering;

/// <summary>Sources that give different figures for the same thing.</summary>
/// <param name="About">What they differ on, in their words.</param>
/// <param name="Citations">The numbers of the citations that differ, two or more.</param>
public sealed record Conflict(string About, IReadOnlyList<int> Citations)
{
    /// <summary>What a moderator said about it; null where none did.</summary>
    public Ruling? Ruling { get; init; }
}
