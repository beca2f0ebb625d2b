namespace ResearchBot.Slack.Http;

/// <summary>
/// The signatures of the last minutes: what somebody recorded and sends again is refused, for as long as its time would let it pass.
/// Slack signs anew what it sends again.
/// </summary>
internal sealed class SeenSignatures(TimeProvider time)
{
    private const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Signature, DateTimeOffset Until)> _order = new();

    /// <summary>Notes one that is valid; false where it came before.</summary>
    public bool TryAdd(string signature)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (oldest.Until < now || _order.Count >= Most))
            {
                _seen.Remove(_order.Dequeue().Signature);
            }

            if (!_seen.Add(signature))
            {
                return false;
            }

            _order.Enqueue((signature, now + (2 * RequestSignature.MostOff))); // its stamp may be five minutes ahead
            return true;
        }
    }
}
