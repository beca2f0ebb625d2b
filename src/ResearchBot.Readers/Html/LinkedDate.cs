namespace ResearchBot.Readers.Html;

/// <summary>The publication date in a page's JSON-LD.</summary>
internal static class LinkedDate
{
    private const string Key = "\"datePublished\"";

    /// <summary>Searches the string, since pages often hold JSON that no parser takes.</summary>
    /// <returns>The value of the first <c>datePublished</c> as it is written, or null.</returns>
    public static string? Find(string json)
    {
        var at = json.IndexOf(Key, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = json.AsSpan(at + Key.Length).TrimStart();
        if (rest is not [':', ..])
        {
            return null;
        }

        rest = rest[1..].TrimStart();
        var end = rest is ['"', ..] ? rest[1..].IndexOf('"') : -1;
        return end < 0 ? null : rest.Slice(1, end).ToString();
    }
}
