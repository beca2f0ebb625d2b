using System.Collections.Concurrent;

namespace ResearchBot.Core.Platforms;

/// <summary>What a platform said about people's rights, kept for half a minute: whoever loses a role, or leaves, reads no longer than that what
/// they may not read any more.</summary>
/// <param name="most">How many people are kept at once.</param>
public sealed class RecentRights<T>(TimeProvider time, int most)
{
    /// <summary>The age at which the platform is asked again.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (long AskedAt, T Said)> _known = [];

    /// <summary>What the platform says of a person, or said a moment ago.</summary>
    public async Task<T> FindAsync(string person, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(person, out var known) && time.GetElapsedTime(known.AskedAt) < Kept)
        {
            return known.Said;
        }

        var askedAt = time.GetTimestamp(); // what it says may have changed while it said it
        var said = await ask(cancellationToken);
        if (_known.Count >= most)
        {
            _known.Clear();
        }

        _known[person] = (askedAt, said);
        return said;
    }
}
