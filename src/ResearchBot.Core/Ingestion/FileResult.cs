namespace ResearchBot.Core.Ingestion;

/// <summary>What became of a file in a load.</summary>
/// <param name="Path">As the person knows it.</param>
/// <param name="Status">The outcome.</param>
/// <param name="Reason">Why it was refused or failed, or what else a person should know of it; else null.</param>
/// <param name="DocumentId">The document that it is now; null when there is none.</param>
/// <param name="Version">That document's version.</param>
/// <param name="Chunks">How many chunks that version has.</param>
public sealed record FileResult(string Path, FileStatus Status, string? Reason, string? DocumentId, int? Version, int? Chunks);
