namespace ResearchBot.Core.Search.Storage;

/// <summary>The folder of stored segments; the host supplies it. Each member may throw <see cref="IOException"/> or
/// <see cref="UnauthorizedAccessException"/>: the index does without.</summary>
public interface ISegmentFiles
{
    /// <summary>The names of the files; none where the folder is absent.</summary>
    IReadOnlyList<string> List();

    /// <summary>Opens a file, seekable.</summary>
    Stream OpenRead(string name);

    /// <summary>Makes a file of what is written to the stream. It stands under its name whole or not at all.</summary>
    void Write(string name, Action<Stream> content);

    /// <summary>Deletes a file; nothing where it is gone.</summary>
    void Delete(string name);
}
