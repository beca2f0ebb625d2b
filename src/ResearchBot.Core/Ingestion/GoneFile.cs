namespace ResearchBot.Core.Ingestion;

/// <summary>A document whose file is no longer in the folder that it was loaded from.</summary>
/// <param name="Path">Its key.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Removed">Whether this load removed it (prune).</param>
public sealed record GoneFile(string Path, string DocumentId, bool Removed);
