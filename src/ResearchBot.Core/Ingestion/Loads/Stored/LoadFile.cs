namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>A file of a stored load.</summary>
/// <param name="Ordinal">Its place in the load.</param>
/// <param name="Source">The place of its source.</param>
/// <param name="Key">See <see cref="SourceFile.Key"/>.</param>
/// <param name="Path">As the person knows it.</param>
/// <param name="Result">What became of it; null where it is still to do.</param>
internal sealed record LoadFile(int Ordinal, int Source, string Key, string Path, FileResult? Result);
