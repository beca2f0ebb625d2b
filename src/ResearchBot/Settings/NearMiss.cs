namespace ResearchBot.Settings;

/// <summary>Recognises a name that was meant to be another.</summary>
internal static class NearMiss
{
    private const int MostEdits = 2;

    /// <summary>The known name that is at most two letters away; null where the name is known itself, or is none of ours.</summary>
    public static string? Of(string name, IReadOnlyCollection<string> known) =>
        known.Contains(name, StringComparer.OrdinalIgnoreCase) ? null
        : known.Where(one => Edits(name.ToUpperInvariant(), one.ToUpperInvariant()) <= MostEdits).MinBy(one => Edits(name.ToUpperInvariant(), one.ToUpperInvariant()));

    /// <summary>Letters to insert, delete or replace.</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var kept = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(kept, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
