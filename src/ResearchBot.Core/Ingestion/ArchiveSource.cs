namespace ResearchBot.Core.Ingestion;

/// <summary>Shows what is in the archives of another source in their place: an attached export, a zip file of a folder or of the web. The key of a document
/// in an archive is the archive's key and its path inside.</summary>
public sealed class ArchiveSource(DocumentSource source, IArchiveReader archives) : DocumentSource
{
    private const string End = ".zip";

    private (string Key, string Name, byte[] Bytes)? _open; // one archive at a time

    public override string Root => source.Root;
    public override SourceAddress Address => source.Address;
    public override bool IsComplete => source.IsComplete;
    public override bool CanBeFollowed => source.CanBeFollowed;
    public override bool CanBeWatched => source.CanBeWatched;

    public override Task<bool> WaitForChangeAsync(CancellationToken cancellationToken) => source.WaitForChangeAsync(cancellationToken);

    public override async Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken)
    {
        var listed = new List<SourceFile>();
        foreach (var file in await source.ListAsync(cancellationToken))
        {
            if (IsArchive(file.Name))
            {
                listed.AddRange(await ListAsync(file, cancellationToken));
            }
            else
            {
                listed.Add(file);
            }
        }

        return listed;
    }

    public override async Task<SourceFile?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var end = key.IndexOf(End + "/", StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            var found = await source.FindAsync(key, cancellationToken);
            return found is not null && IsArchive(found.Name) ? (await ListAsync(found, cancellationToken)).FirstOrDefault(file => file.Key == key) : found;
        }

        var (archive, inner) = (key[..(end + End.Length)], key[(end + End.Length + 1)..]);
        if (_open?.Key != archive)
        {
            if (await source.FindAsync(archive, cancellationToken) is not { } file)
            {
                return null;
            }

            var bytes = await file.ReadAsync(cancellationToken);
            if (bytes.Value is null)
            {
                return new SourceFile(key, key, _ => Task.FromResult(bytes));
            }

            _open = (archive, file.Name, bytes.Value);
        }

        var (_, name, content) = _open!.Value;
        return new SourceFile(key, key, ending => archives.ExtractAsync(name, content, inner, ending)) { Name = inner };
    }

    /// <summary>The documents of an archive; the archive itself where it is not read, so that its reason is told.</summary>
    private async Task<IReadOnlyList<SourceFile>> ListAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var bytes = await file.ReadAsync(cancellationToken);
        if (bytes.Value is null)
        {
            return [file];
        }

        var listing = await archives.ListAsync(file.Name, bytes.Value, cancellationToken);
        if (listing.Value is not { Entries.Count: > 0 } found)
        {
            var why = new ReadOutcome<byte[]>(null, listing.Failed is null ? listing.Refused ?? "The archive holds nothing that is read." : null, listing.Failed);
            return [file with { ReadAsync = _ => Task.FromResult(why) }];
        }

        _open = (file.Key, file.Name, bytes.Value);
        return [.. found.Entries.Select(entry => new SourceFile(
            $"{file.Path}/{entry.Path}", $"{file.Key}/{entry.Path}", ending => archives.ExtractAsync(file.Name, bytes.Value, entry.Path, ending)) { Name = entry.Path })];
    }

    private static bool IsArchive(string name) => name.EndsWith(End, StringComparison.OrdinalIgnoreCase);
}
