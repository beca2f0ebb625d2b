namespace ResearchBot.Core.Ingestion;

/// <summary>
/// Reads a foreign document's bytes. It does so outside of this process: whatever the bytes do, only that file is lost.
/// </summary>
/// <param name="name">The file's name; its extension decides the format.</param>
/// <param name="bytes">Its content.</param>
/// <param name="cancellationToken">Ends the wait.</param>
public delegate Task<ReadOutcome<ReadDocument>> ReadBytes(string name, byte[] bytes, CancellationToken cancellationToken);
