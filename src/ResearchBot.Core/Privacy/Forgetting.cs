using Microsoft.Extensions.Logging;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Privacy;

/// <summary>Forgets people: first writes a tombstone outside the database, then deletes the rows, then purges the store's files. After an interruption the
/// next start continues, and a restored backup is made to forget again.</summary>
public sealed partial class Forgetting(
    PersonErasure erasure, ITombstoneFiles tombstones, IStoreEngine engine, TimeProvider time, ILogger<Forgetting> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Forgets a person of a workspace up to now. Returns how many posted messages will be deleted, and whether the store's files are purged
    /// already.</summary>
    /// <exception cref="UserFacingException">No tombstone could be written; nothing was deleted.</exception>
    public async Task<(int Messages, bool Compacted)> ForgetAsync(string workspace, string person, CancellationToken cancellationToken)
    {
        var tombstone = tombstones.Add(workspace, person, time.GetUtcNow());
        var messages = await erasure.EraseAsync(workspace, person, tombstone.Mark, tombstone.At, cancellationToken);
        return (messages, await engine.CompactAsync(Patience, cancellationToken));
    }

    /// <summary>At startup: forgets again everybody with a tombstone who is in the database, and returns their number.</summary>
    /// <exception cref="UserFacingException">The tombstones cannot be read.</exception>
    public async Task<int> RepeatAsync(CancellationToken cancellationToken)
    {
        var last = tombstones.Read().GroupBy(tombstone => tombstone.Mark).ToDictionary(same => same.Key, same => same.Max(tombstone => tombstone.At));
        if (last.Count == 0)
        {
            return 0;
        }

        var again = 0;
        foreach (var (workspace, person) in await erasure.EverybodyAsync(cancellationToken))
        {
            if (tombstones.FindMark(workspace, person) is { } mark && last.TryGetValue(mark, out var until))
            {
                await erasure.EraseAsync(workspace, person, mark, until, cancellationToken);
                again++;
            }
        }

        if (!await engine.CompactAsync(TimeSpan.Zero, cancellationToken))
        {
            LogNotCompacted();
        }

        return again;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Another process reads the store; what was forgotten leaves its files later")]
    private partial void LogNotCompacted();
}
