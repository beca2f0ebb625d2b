using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Segments;

namespace ResearchBot.Core.Search.Stored;

/// <summary>The stored segments of one start, and which of the store's documents stand in them.</summary>
internal sealed class StoredSegments : IDisposable
{
    private readonly IReadOnlyList<StoredSegment> _segments;
    private readonly Action<string, Exception> _reject;
    private readonly Dictionary<UInt128, (StoredSegment Segment, int Position)> _places = [];

    /// <param name="segments">Opened; of two with one document the larger counts.</param>
    /// <param name="reject">Told of each that turns out not to be readable.</param>
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

    /// <summary>Whether a file says that it holds this document; if so it is kept for <see cref="Take"/>.</summary>
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

    /// <summary>The segments that are worth taking, after <see cref="LoadAll"/>.</summary>
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
