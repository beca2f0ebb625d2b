namespace ResearchBot.Core.Ingestion;

/// <summary>Shows what is in the archives of another source in their place: an attached export, a zip file of a folder or of the web. The key of a document
/// in an archive is the archive's key and its path inside.</summary>
public sealed class ArchiveSource(DocumentSource source, IArchiveReader archives) : DocumentSource
{
    private const string End = ".zip";

    private OpenArchive? _open; // one at a time, since each is held whole

    public override string Root => source.Root;
    public override SourceAddress Address => source.Address;
    public override bool IsComplete => source.IsComplete;
    public override bool CanBeFollowed => source.CanBeFollowed;
    public override bool CanBeWatched => source.CanBeWatched;

    public override void Watch() => source.Watch();

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

            var opened = await OpenAsync(file, cancellationToken);
            if (opened.Value is null)
            {
                return new SourceFile(key, key, _ => Task.FromResult(new ReadOutcome<byte[]>(null, opened.Refused, opened.Failed)));
            }

            _open = opened.Value;
        }

        var (_, name, content, listing) = _open;
        return new SourceFile(key, key, ending => archives.ExtractAsync(name, content, inner, ending))
        {
            Name = inner, Remarks = listing.Entries[0].Path == inner ? listing.Remarks : [],
        };
    }

    /// <summary>The documents of an archive; the archive itself where it is not read, so that its reason is told.</summary>
    private async Task<IReadOnlyList<SourceFile>> ListAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(file, cancellationToken);
        if (opened.Value is null)
        {
            return [file with { ReadAsync = _ => Task.FromResult(new ReadOutcome<byte[]>(null, opened.Refused, opened.Failed)) }];
        }

        _open = opened.Value;
        return [.. _open.Listing.Entries.Select(entry => Listed($"{file.Path}/{entry.Path}", $"{file.Key}/{entry.Path}", entry.Path))];
    }

    /// <summary>Opens its archive when it is read, so that a list of many archives does not hold them all.</summary>
    private SourceFile Listed(string path, string key, string name) => new(
        path,
        key,
        async ending => await FindAsync(key, ending) is { } found
            ? await found.ReadAsync(ending)
            : new ReadOutcome<byte[]>(null, null, SourceFile.Gone)) { Name = name };

    private async Task<ReadOutcome<OpenArchive>> OpenAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var bytes = await file.ReadAsync(cancellationToken);
        if (bytes.Value is null)
        {
            return new ReadOutcome<OpenArchive>(null, bytes.Refused, bytes.Failed);
        }

        var listing = await archives.ListAsync(file.Name, bytes.Value, cancellationToken);
        return listing.Value is { Entries.Count: > 0 } found
            ? new ReadOutcome<OpenArchive>(new OpenArchive(file.Key, file.Name, bytes.Value, found), null, null)
            : new ReadOutcome<OpenArchive>(null, listing.Failed is null ? listing.Refused ?? "The archive holds nothing that is read." : null, listing.Failed);
    }

    private static bool IsArchive(string name) => name.EndsWith(End, StringComparison.OrdinalIgnoreCase);

    private sealed record OpenArchive(string Key, string Name, byte[] Bytes, ArchiveListing Listing);
}
