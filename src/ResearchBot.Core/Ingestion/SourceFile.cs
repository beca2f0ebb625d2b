namespace ResearchBot.Core.Ingestion;

/// <summary>One file of a source.</summary>
/// <param name="Path">As the person knows it.</param>
/// <param name="Key">Relative to the source's root, with forward slashes.</param>
/// <param name="ReadAsync">Reads its bytes, within limits.</param>
public sealed record SourceFile(string Path, string Key, Func<CancellationToken, Task<ReadOutcome<byte[]>>> ReadAsync);
