namespace ResearchBot.Core.Search.Embedding;

/// <summary>The lease on making vectors, so that two processes over one store do not make and pay for the same ones.</summary>
public sealed class EmbeddingTurn(Database database, TimeProvider time)
{
    private const string Only = "id = 1";
    private readonly Lease _lease = new(database, time, "embedding_turn", TimeSpan.FromSeconds(20));

    /// <summary>Takes or renews the lease.</summary>
    /// <returns>Whether this process holds it.</returns>
    internal async Task<bool> TakeAsync(CancellationToken cancellationToken) => await _lease.TakeAsync(Only, null, cancellationToken) > 0;

    internal Task EndAsync() => _lease.EndInTimeAsync(Only, null);

    /// <summary>Stores how the last attempt ended, for other processes to report.</summary>
    internal Task NoteAsync(string? fault, CancellationToken cancellationToken) => database.ExecuteAsync(
        "UPDATE embedding_turn SET fault = @fault, fault_at = @now WHERE id = 1 AND (fault IS NOT NULL OR CAST(@fault AS TEXT) IS NOT NULL)",
        new { fault, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
        cancellationToken);

    /// <summary>Why and when the last attempt of any process failed; null if it succeeded.</summary>
    public async Task<(string Fault, DateTimeOffset At)?> LastFaultAsync(CancellationToken cancellationToken)
    {
        var (fault, at) = await database.FirstOrDefaultAsync<(string?, long?)>("SELECT fault, fault_at FROM embedding_turn WHERE id = 1", null, cancellationToken);
        return fault is null ? null : (fault, DateTimeOffset.FromUnixTimeMilliseconds(at ?? 0));
    }
}
