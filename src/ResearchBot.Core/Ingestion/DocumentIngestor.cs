using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Ingestion;

/// <summary>Ingests documents: reads bytes, extracts text with places, chunks and stores it. Each file is one transaction, so an interrupted load leaves
/// only whole documents.</summary>
public sealed partial class DocumentIngestor(
    DocumentStore store, IFileReader reader, IStoreEngine engine, ILogger<DocumentIngestor> logger)
{
    /// <summary>Increment it when readers or chunking improve, so that unchanged files are read again.</summary>
    private const string Revision = "2";

    /// <summary>Loads sources into a collection, listing all of them before the first file is loaded.</summary>
    /// <param name="mode">How existing documents are treated.</param>
    /// <param name="progress">Reported after each file.</param>
    /// <exception cref="UserFacingException">A source cannot be listed.</exception>
    public async Task<IngestionReport> IngestAsync(
        IReadOnlyList<DocumentSource> sources,
        CollectionId collection,
        IngestionMode mode,
        IProgress<IngestionProgress>? progress,
        CancellationToken cancellationToken)
    {
        var listed = new List<(DocumentSource Source, SourceFile File)>();
        foreach (var source in sources)
        {
            listed.AddRange((await source.ListAsync(cancellationToken)).Select(file => (source, file)));
        }

        listed = [.. listed.DistinctBy(one => (one.Source.Root, one.File.Key))]; // a file named twice is one file
        var results = new List<FileResult>(listed.Count);
        var paths = new Dictionary<string, string>();
        foreach (var (source, file) in listed)
        {
            var result = paths.TryAdd(file.Key, file.Path)
                ? await TryIngestAsync(file, source.Root, collection, mode, cancellationToken)
                : NotLoaded(file, SameKey(paths[file.Key], file.Key), failed: null);
            results.Add(result);
            progress?.Report(new IngestionProgress(results.Count, listed.Count, result));
        }

        var gone = new List<GoneFile>();
        foreach (var source in sources.Where(source => source.IsComplete))
        {
            gone.AddRange(await FindGoneAsync(source.Root, collection, paths.Keys.ToHashSet(), mode, cancellationToken));
        }

        return new IngestionReport(results, gone);
    }

    /// <summary>The error for the second of two files with the same key.</summary>
    public static string SameKey(string first, string key) => $"{first} has the same key, {key}. Load the folder that holds both.";

    /// <summary>Loads one file into a collection; a document that was moved from there stays where it is.</summary>
    /// <param name="mode">How existing documents are treated.</param>
    /// <param name="note">Writes something in the document's transaction, if there is one; may be null.</param>
    /// <exception cref="DbException">The store cannot take it.</exception>
    public async Task<FileResult> IngestAsync(
        SourceFile file,
        string root,
        CollectionId collection,
        IngestionMode mode,
        Func<DbConnection, FileResult, Task>? note,
        CancellationToken cancellationToken)
    {
        var known = await store.FindAsync(collection, file.Key, root, cancellationToken);
        if (known is { Removed: false } && file.Sha256 is { } vouched && known.Root == root && known.ContentHash == HashOf(vouched))
        {
            return ToResult(file, FileStatus.Unchanged, known, collection);
        }

        var bytes = await file.ReadAsync(cancellationToken);
        if (bytes.Value is null)
        {
            return NotLoaded(file, bytes.Refused, bytes.Failed);
        }

        var hash = HashOf(Convert.ToHexStringLower(SHA256.HashData(bytes.Value)));
        if (known is not null && (known.Removed ? mode.KeepRemoved : known.ContentHash == hash))
        {
            if (known.Root != root)
            {
                await store.MoveAsync(known.Id, root, cancellationToken);
            }

            return ToResult(file, FileStatus.Unchanged, known, collection);
        }

        var read = await reader.ReadAsync(file.Name, bytes.Value, progress: null, cancellationToken);
        if (read.Value is null)
        {
            return NotLoaded(file, read.Refused, read.Failed);
        }

        var saved = await store.SaveAsync(
            ToVersion(file, root, collection, hash, read.Value),
            note is null ? null : (connection, state) => note(connection, ToResult(file, FileStatus.Loaded, state, collection)),
            cancellationToken);
        return ToResult(file, saved.Stored ? FileStatus.Loaded : FileStatus.Unchanged, saved.State, collection);
    }

    /// <summary>The result of a file that the store could not take; the fault is logged.</summary>
    public FileResult NotStored(SourceFile file, DbException fault)
    {
        LogStoreFault(fault, file.Key);
        return NotLoaded(file, refused: null, engine.Explain(fault));
    }

    /// <summary>The documents of a root whose files are gone; they are removed from search if the mode says so.</summary>
    /// <param name="root">See <see cref="DocumentSource.Root"/>.</param>
    /// <param name="present">The listed keys.</param>
    public async Task<IReadOnlyList<GoneFile>> FindGoneAsync(
        string root, CollectionId collection, IReadOnlySet<string> present, IngestionMode mode, CancellationToken cancellationToken)
    {
        var gone = new List<GoneFile>();
        foreach (var known in await store.LoadedFromAsync(collection, root, cancellationToken))
        {
            if (!present.Contains(known.Key))
            {
                var removed = mode.Prune && await store.RemoveAsync(new ReadScope([collection]), known.Id, cancellationToken) is not null;
                gone.Add(new GoneFile(known.Key, known.Id, removed));
            }
        }

        return gone;
    }

    private static string HashOf(string sha256) => $"{Revision}:{sha256}";

    private async Task<FileResult> TryIngestAsync(
        SourceFile file, string root, CollectionId collection, IngestionMode mode, CancellationToken cancellationToken)
    {
        try
        {
            return await IngestAsync(file, root, collection, mode, note: null, cancellationToken);
        }
        catch (DbException fault) when (engine.Explain(fault) is not null)
        {
            return NotStored(file, fault);
        }
    }

    private static NewVersion ToVersion(SourceFile file, string root, CollectionId collection, string hash, ReadDocument read)
    {
        var title = string.IsNullOrWhiteSpace(read.Title) ? Path.GetFileName(file.Name) : read.Title.Trim();
        var about = file.About.Concat(read.About).DistinctBy(fact => fact.Key).ToDictionary();
        var structure = new DocumentStructure(read.Text, read.Blocks, read.Places, read.Links);
        var chunks = Chunker.Split(read.Text, structure);
        return new NewVersion(collection, file.Key, root, hash, title, read.Published, about, read.Text, structure, chunks);
    }

    /// <summary>The collection that a document was moved to is not named, since the reader of the report may not know it.</summary>
    private static FileResult ToResult(SourceFile file, FileStatus status, DocumentState state, CollectionId collection) => new(
        file.Path,
        status,
        state.Collection == collection.Name ? null : $"It was moved to another collection and stays there; “documents show {state.Id}” names it.",
        state.Id,
        state.Version,
        state.Chunks);

    private static FileResult NotLoaded(SourceFile file, string? refused, string? failed) =>
        new(file.Path, refused is null ? FileStatus.Failed : FileStatus.Refused, refused ?? failed, null, null, null);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store could not take {Key}")]
    private partial void LogStoreFault(Exception fault, string key);
}
