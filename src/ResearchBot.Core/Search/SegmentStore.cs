using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Core.Search;

/// <summary>Keeps the large segments of the index on disk. They are a cache: anything missing, damaged or written by another build is rebuilt
/// from the store, and an unwritable folder costs one warning.</summary>
public sealed partial class SegmentStore(ISegmentFiles files, DocumentIndex index, ILogger<SegmentStore> logger) : IDisposable
{
    /// <summary>Smaller segments are rebuilt instead of stored.</summary>
    public const int LeastChunks = 1_000;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<string, string> _unusable = [];
    private readonly ConditionalWeakTable<IndexSegment, string> _names = [];
    private IndexSnapshot? _stored;
    private bool _failing;

    /// <summary>Stores the current index and deletes files of segments that it no longer contains. Does not block searches or publications; does
    /// nothing if nothing changed.</summary>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!ReferenceEquals(_stored, index.Snapshot))
            {
                await Task.Run(() => Store(cancellationToken), cancellationToken);
            }

            _failing = false;
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            if (!_failing)
            {
                LogNotStored(fault.Message);
            }

            _failing = true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Opens the stored segments up to their document lists, skipping unreadable ones.</summary>
    internal StoredSegments Open()
    {
        try
        {
            return new StoredSegments([.. files.List().Select(Open).OfType<StoredSegment>()], Reject);
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            LogUnreadable("its folder", fault.Message);
            return new StoredSegments([], Reject);
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Whether a fault means that a file is missing, damaged or inaccessible.</summary>
    internal static bool IsUnreadable(Exception fault) => fault is IOException or InvalidDataException or UnauthorizedAccessException;

    private StoredSegment? Open(string name)
    {
        try
        {
            var segment = StoredSegment.Open(name, files.OpenRead(name));
            if (segment is null)
            {
                _unusable.TryAdd(name, name); // after every update of the program: nothing to warn of
            }

            return segment;
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            Reject(name, fault);
            return null;
        }
    }

    private void Reject(string name, Exception fault)
    {
        _unusable.TryAdd(name, name);
        LogUnreadable(name, fault.Message);
    }

    private void Store(CancellationToken cancellationToken)
    {
        // At most one each time; otherwise documents that change everywhere would cause everything to be rebuilt each time.
        var unclean = index.Snapshot.Views.Where(view => !view.IsWhole && IsLarge(view)).MaxBy(view => view.DeadCount);
        if (unclean is not null)
        {
            index.Replace(unclean, IndexSegment.Build([.. unclean.LivingVersions()]));
        }

        var snapshot = index.Snapshot;
        var large = snapshot.Views.Where(IsLarge).ToLookup(view => view.IsWhole, view => view.Segment);
        var wanted = large[true].ToDictionary(segment => _names.GetValue(segment, StoredSegment.NameOf));
        var present = files.List().ToHashSet();
        foreach (var name in present.Where(name => !wanted.ContainsKey(name) || _unusable.ContainsKey(name)).ToArray())
        {
            files.Delete(name); // before anything is written: it makes room, and removed documents stand in it
            present.Remove(name);
            _unusable.TryRemove(name, out _);
        }

        foreach (var (name, segment) in wanted.Where(one => !present.Contains(one.Key)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Write(name, stream => StoredSegment.Write(segment, stream));
        }

        _stored = large[false].Any() ? null : snapshot;
    }

    private static bool IsLarge(SegmentView view) => view.Segment.ChunkCount >= LeastChunks;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stored index {Name} is not used and is built anew: {Reason}")]
    private partial void LogUnreadable(string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index cannot be stored, so the next start will take longer: {Reason}")]
    private partial void LogNotStored(string reason);
}

/// <summary>The stored segments found at startup, and the store's documents that they contain.</summary>
internal sealed class StoredSegments : IDisposable
{
    private readonly IReadOnlyList<StoredSegment> _segments;
    private readonly Action<string, Exception> _reject;
    private readonly Dictionary<UInt128, (StoredSegment Segment, int Position)> _places = [];

    /// <summary>Takes opened segments; if two contain a document, the larger one counts. Unreadable ones are passed to <paramref name="reject"/>.</summary>
    public StoredSegments(IEnumerable<StoredSegment> segments, Action<string, Exception> reject)
    {
        _segments = [.. segments.OrderByDescending(segment => segment.ChunkCount).ThenBy(segment => segment.Name, StringComparer.Ordinal)];
        _reject = reject;
        foreach (var segment in _segments)
        {
            foreach (var (position, fingerprint) in segment.Fingerprints.Index())
            {
                _places.TryAdd(fingerprint, (segment, position));
            }
        }
    }

    /// <summary>Whether a file states that it contains this document; if so, the document is reserved for <see cref="Take"/>.</summary>
    public bool Claim(DocumentVersion version)
    {
        if (_places.Count == 0 || !_places.TryGetValue(DocumentFingerprint.Of(version), out var place))
        {
            return false;
        }

        place.Segment.Claim(place.Position, version);
        return true;
    }

    /// <summary>Reads all files, several at once.</summary>
    public void LoadAll(CancellationToken cancellationToken) =>
        Parallel.ForEach(_segments, new ParallelOptions { CancellationToken = cancellationToken }, segment =>
        {
            try
            {
                segment.Load();
            }
            catch (Exception fault) when (SegmentStore.IsUnreadable(fault))
            {
                _reject(segment.Name, fault);
            }
        });

    /// <summary>The segments worth keeping, after <see cref="LoadAll"/>.</summary>
    /// <param name="left">The claimed documents of the others.</param>
    public List<IndexSegment> Take(out IReadOnlyList<DocumentVersion> left)
    {
        var worth = _segments.ToLookup(segment => segment.IsWorthTaking);
        left = [.. worth[false].SelectMany(segment => segment.Claimed)];
        return [.. worth[true].Select(segment => segment.ToSegment())];
    }

    public void Dispose()
    {
        foreach (var segment in _segments)
        {
            segment.Dispose();
        }
    }
}
