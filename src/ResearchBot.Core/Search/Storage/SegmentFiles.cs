namespace ResearchBot.Core.Search.Storage;

/// <summary>
/// The folder of stored segments, as the host opens it. Each may throw <see cref="IOException"/> or
/// <see cref="UnauthorizedAccessException"/>: the index does without.
/// </summary>
/// <param name="List">The names of the files; none where the folder is absent.</param>
/// <param name="OpenRead">Opens a file, seekable.</param>
/// <param name="Write">Makes a file of what is written to the stream. It stands under its name whole or not at all.</param>
/// <param name="Delete">Deletes a file; nothing where it is gone.</param>
public sealed record SegmentFiles(
    Func<IReadOnlyList<string>> List,
    Func<string, Stream> OpenRead,
    Action<string, Action<Stream>> Write,
    Action<string> Delete);
