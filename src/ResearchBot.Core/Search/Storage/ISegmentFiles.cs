namespace ResearchBot.Core.Search.Storage;

/// <summary>The folder of stored segments, supplied by the host. Members may throw <see cref="IOException"/> or
/// <see cref="UnauthorizedAccessException"/>; the index then does without.</summary>
public interface ISegmentFiles
{
    IReadOnlyList<string> List();

    Stream OpenRead(string name);

    /// <summary>Creates a file atomically from what is written to the stream.</summary>
    void Write(string name, Action<Stream> content);

    /// <summary>Deletes a file if it exists.</summary>
    void Delete(string name);
}
