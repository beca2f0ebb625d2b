namespace ResearchBot.Core.Ingestion;

/// <summary>Reads foreign documents outside of this process: whatever the bytes do, only that file is lost. The host supplies it.</summary>
public interface IFileReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="name">The file's name; its extension decides the format.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="cancellationToken">Gives the file up.</param>
    Task<ReadOutcome<ReadDocument>> ReadAsync(string name, byte[] bytes, CancellationToken cancellationToken);
}
