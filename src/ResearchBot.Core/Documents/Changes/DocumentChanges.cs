namespace ResearchBot.Core.Documents.Changes;

/// <summary>A part of the change sequence.</summary>
/// <param name="Sequence">The number of the last change in this part.</param>
/// <param name="DocumentIds">The documents that changed, each once.</param>
/// <param name="More">Whether later changes are waiting.</param>
public sealed record DocumentChanges(long Sequence, IReadOnlyList<string> DocumentIds, bool More);
