namespace ResearchBot.Core.Documents;

/// <summary>A row of the document list.</summary>
/// <param name="Document">The current version.</param>
/// <param name="Chunks">How many chunks it has.</param>
/// <param name="Characters">Length of its stored text in UTF-16 code units.</param>
/// <param name="LoadedAt">When this version was stored.</param>
public sealed record DocumentSummary(Document Document, int Chunks, int Characters, DateTimeOffset LoadedAt);
