using System.Data.Common;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Ingestion.Checks;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Ingestion;

/// <summary>Ingests documents: reads bytes, extracts text with places, checks, chunks and stores it. Each file is one transaction, so an interrupted load
/// leaves only whole documents.</summary>
public sealed partial class DocumentIngestor(
    DocumentStore store, WaitingDocuments waiting, DocumentChecks checks, IFileReader reader, OriginalKeeping keeping, IStoreEngine engine,
    ILogger<DocumentIngestor> logger)
{
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
            gone.AddRange(await FindGoneAsync(source.Root, collection, paths.Keys.ToHashSet(), mode, note: null, cancellationToken));
        }

        return new IngestionReport(results, gone);
    }

    /// <summary>The error for the second of two files with the same key.</summary>
    public static string SameKey(string first, string key) => $"{first} has the same key, {key}. Load the folder that holds both.";

    /// <summary>Loads one file into a collection; a document that was moved from there stays where it is.</summary>
    /// <param name="mode">How existing documents are treated.</param>
    /// <param name="place">Its place in a stored load; null if there is none.</param>
    /// <exception cref="DbException">The store cannot take it.</exception>
    public async Task<FileResult> IngestAsync(
        SourceFile file, string root, CollectionId collection, IngestionMode mode, LoadedFile? place, CancellationToken cancellationToken)
    {
        var known = await store.FindAsync(collection, file.Key, root, cancellationToken);
        if (known is { Removed: false } && file.Sha256 is { } vouched && known.Root == root && known.ContentHash == HashOf(vouched) && await store.IsWholeAsync(known, cancellationToken))
        {
            return ToResult(file, FileStatus.Unchanged, known, collection);
        }

        var bytes = await file.ReadAsync(cancellationToken);
        if (bytes.Value is null)
        {
            return NotLoaded(file, bytes.Refused, bytes.Failed);
        }

        var hash = HashOf(Original.HashOf(bytes.Value));
        if (known is not null && (known.Removed ? mode.KeepRemoved : known.ContentHash == hash && await store.IsWholeAsync(known, cancellationToken)))
        {
            if (known.Root != root && !mode.IsDryRun)
            {
                await store.MoveAsync(known.Id, root, place is null ? null : connection => place.NoteAsync(
                    connection, new SavedVersion(known with { Root = root }, Stored: false) { Before = known }, ToResult(file, FileStatus.Unchanged, known, collection)), cancellationToken);
            }

            return ToResult(file, FileStatus.Unchanged, known, collection);
        }

        if (!mode.IsDryRun && await waiting.FindHeldAsync(collection, file.Key, root, hash, cancellationToken) is { } held)
        {
            return Held(file.Path, held.Id, held.Findings);
        }

        var read = await reader.ReadAsync(file.Name, bytes.Value, place?.Progress, cancellationToken);
        if (read.Value is null)
        {
            return NotLoaded(file, read.Refused, read.Failed);
        }

        var original = keeping.IsOn && collection != CollectionId.Seeds ? Original.Of(bytes.Value) : null;
        var version = ToVersion(file.Key, file.Name, root, collection, hash, read.Value with { Remarks = [.. file.Remarks, .. read.Value.Remarks] }, file.About, original);
        var findings = mode.IsChecked ? await checks.RunAsync(version, mode.IsDryRun ? place?.Job : null, cancellationToken) : [];
        if (place is not null && (mode.IsDryRun || findings.Any(mode.IsReasonToHold)))
        {
            return await WaitAsync(file, version, findings, known, mode, place, cancellationToken);
        }

        return await SaveAsync(file.Path, version, findings, waited: null, place, cancellationToken);
    }

    /// <summary>Stores a document that waited, or holds it if the mode says so.</summary>
    /// <param name="place">Its place in the load that it came with.</param>
    /// <exception cref="UserFacingException">It waits no longer.</exception>
    public async Task<FileResult> ReleaseAsync(WaitingDocument document, IngestionMode mode, LoadedFile place, CancellationToken cancellationToken)
    {
        if (document.Findings.Any(mode.IsReasonToHold))
        {
            var held = Held(document.Path, document.Id, document.Findings);
            await waiting.HoldAsync(document, connection => place.NoteAsync(connection, null, held), cancellationToken);
            return held;
        }

        return await SaveAsync(document.Path, await waiting.OpenAsync(document, cancellationToken), document.Findings, document.Id, place, cancellationToken);
    }

    /// <summary>The hash under which content is stored: of the file and of the way in which it is read.</summary>
    /// <param name="sha256">Of the file, in lower-case hexadecimal.</param>
    internal static string HashOf(string sha256) => $"{NewVersion.CurrentReading}:{sha256}";

    /// <summary>What a reader found, as it is stored.</summary>
    /// <param name="name">See <see cref="SourceFile.Name"/>.</param>
    /// <param name="stated">What the source states about the file.</param>
    public static NewVersion ToVersion(
        string key, string name, string root, CollectionId collection, string hash, ReadDocument read, IReadOnlyDictionary<string, string> stated, Original? original)
    {
        if (ReversedText.IsIn(read.Text))
        {
            read = read with
            {
                Text = ReversedText.AsSeen(read.Text), Remarks = [.. read.Remarks, "It has characters that reverse the direction of reading: their text was taken in the order in which it is seen."],
            };
        }

        read = read with { Text = read.Text.Replace('\0', '\uFFFD'), Title = read.Title is null ? null : ReversedText.AsSeen(read.Title) }; // a text ends at a NUL in the store
        var title = string.IsNullOrWhiteSpace(read.Title) ? Path.GetFileName(name) : read.Title.Trim();
        var about = stated.Concat(read.About).DistinctBy(fact => fact.Key).ToDictionary();
        var structure = new DocumentStructure(read.Text, read.Blocks, read.Places, read.Links);
        var chunks = Chunker.Split(read.Text, structure);
        return new NewVersion(collection, key, root, hash, title, read.Published, about, read.Text, structure, chunks)
        {
            Original = original, Remarks = read.Remarks, FileName = name,
        };
    }

    /// <summary>The result of a file that the store could not take; the fault is logged.</summary>
    public FileResult NotStored(SourceFile file, DbException fault)
    {
        LogStoreFault(fault, file.Key);
        return NotLoaded(file, refused: null, engine.Explain(fault));
    }

    /// <summary>The documents of a root whose files are gone; they are removed from search if the mode says so and they are not suspiciously many.</summary>
    /// <param name="root">See <see cref="DocumentSource.Root"/>.</param>
    /// <param name="present">The listed keys.</param>
    /// <param name="note">Writes something in the transaction of a removal; may be null.</param>
    public async Task<IReadOnlyList<GoneFile>> FindGoneAsync(
        string root, CollectionId collection, IReadOnlySet<string> present, IngestionMode mode, Func<DbConnection, DocumentState, Task>? note,
        CancellationToken cancellationToken)
    {
        var gone = new List<GoneFile>();
        var all = await store.LoadedFromAsync(collection, root, cancellationToken);
        var isHeldBack = mode is { Prune: true, PrunesAll: false } && IngestionMode.IsSuspicious(all.Count(known => !present.Contains(known.Key)), all.Count);
        foreach (var known in all)
        {
            if (!present.Contains(known.Key))
            {
                var removed = mode is { Prune: true, IsDryRun: false } && !isHeldBack && await store.RemoveAsync(
                    new ReadScope([collection]), known.Id, note is null ? null : connection => note(connection, known), cancellationToken) is not null;
                gone.Add(new GoneFile(known.Key, known.Id, removed) { IsHeldBack = isHeldBack });
            }
        }

        return gone;
    }

    private async Task<FileResult> TryIngestAsync(
        SourceFile file, string root, CollectionId collection, IngestionMode mode, CancellationToken cancellationToken)
    {
        try
        {
            return await IngestAsync(file, root, collection, mode, place: null, cancellationToken);
        }
        catch (DbException fault) when (engine.Explain(fault) is not null)
        {
            return NotStored(file, fault);
        }
    }

    private async Task<FileResult> WaitAsync(
        SourceFile file, NewVersion version, IReadOnlyList<Finding> findings, DocumentState? known, IngestionMode mode, LoadedFile place, CancellationToken cancellationToken)
    {
        var isHeld = findings.Any(mode.IsReasonToHold);
        var id = WaitingDocuments.NewId();
        var result = isHeld ? Held(file.Path, id, findings) : new FileResult(
            file.Path,
            findings.Any(finding => finding.Kind == FindingKind.Duplicate) ? FileStatus.Duplicate : known is null ? FileStatus.New : FileStatus.Changed,
            Reason: null,
            known?.Id,
            known?.Version,
            version.Chunks.Count) { Remark = Remark(version, findings) };
        await waiting.AddAsync(
            new WaitingDocument(id, version.Collection.Workspace, version.Collection.Name, version.Key, version.Root, file.Path, place.Job, place.Ordinal, isHeld && !mode.IsDryRun)
            {
                Findings = findings,
            },
            version,
            connection => place.NoteAsync(connection, null, result),
            cancellationToken);
        return result;
    }

    private async Task<FileResult> SaveAsync(
        string path, NewVersion version, IReadOnlyList<Finding> findings, string? waited, LoadedFile? place, CancellationToken cancellationToken)
    {
        var saved = await store.SaveAsync(
            version,
            async (connection, stored) =>
            {
                await WaitingDocuments.EndAsync(connection, version, waited);
                await (place?.NoteAsync(connection, stored, Result(stored)) ?? Task.CompletedTask);
            },
            cancellationToken);
        return Result(saved);

        FileResult Result(SavedVersion one) => ToResult(path, one.Stored ? FileStatus.Loaded : FileStatus.Unchanged, one.State, version.Collection) with
        {
            Remark = one.IsHealed ? "It was damaged in the store, and is whole again." : one.Stored ? Remark(version, findings.Where(finding => !finding.IsMinor)) : null,
        };
    }

    private static string? Remark(NewVersion version, IEnumerable<Finding> findings) =>
        string.Join(' ', version.Remarks.Concat(findings.Select(finding => finding.Message))) is { Length: > 0 } remark ? remark : null;

    private static FileResult Held(string path, string id, IReadOnlyList<Finding> findings) => new(
        path,
        FileStatus.Held,
        $"It waits in quarantine as {id}. {Finding.Join(findings.Where(finding => finding.IsSuspicious))} “quarantine show {id}” says more.",
        null,
        null,
        null);

    private static FileResult ToResult(SourceFile file, FileStatus status, DocumentState state, CollectionId collection) =>
        ToResult(file.Path, status, state, collection);

    /// <summary>The collection that a document was moved to is not named, since the reader of the report may not know it.</summary>
    private static FileResult ToResult(string path, FileStatus status, DocumentState state, CollectionId collection) => new(
        path,
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

/// <summary>Whether the files that documents are read from are kept in the store.</summary>
public sealed record OriginalKeeping(bool IsOn);

/// <summary>A file's place in a stored load.</summary>
/// <param name="NoteAsync">Writes its result in the transaction that stores it, with what was stored, if a document was.</param>
public sealed record LoadedFile(string Job, int Ordinal, Func<DbConnection, SavedVersion?, FileResult, Task> NoteAsync)
{
    /// <summary>Told of the pages of a file that takes long; null if nobody waits.</summary>
    public IProgress<ReadingProgress>? Progress { get; init; }
}
