using System.Globalization;

namespace ResearchBot.Core.Ingestion;

/// <summary>The words of scanned pages whose document is not stored yet, so that a load that was ended goes on at the page it was at. Storing the document
/// deletes them.</summary>
public sealed class RecognisedPages(Database database, TimeProvider time)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(7);

    /// <summary>Whether a page's words were recognised in a picture, and may be wrong, as the document's reader stated: "1 to 4, 9".</summary>
    public static bool Include(IReadOnlyDictionary<string, string> about, int? page) => about.GetValueOrDefault("ocr") is { } pages
        && pages.Split(", ").Select(range => range.Split(" to ")).Any(range =>
            int.TryParse(range[0], CultureInfo.InvariantCulture, out var from) && int.TryParse(range[^1], CultureInfo.InvariantCulture, out var to)
            && page >= from && page <= to);

    /// <summary>The pages that are kept, by number.</summary>
    /// <param name="contentHash">Of the file's bytes, in lower-case hexadecimal digits.</param>
    /// <param name="languages">In which they were recognised.</param>
    public async Task<IReadOnlyDictionary<int, string>> FindAsync(string contentHash, string languages, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(long Page, string Words)>(
            "SELECT page, words FROM recognised_pages WHERE content_hash = @contentHash AND languages = @languages",
            new { contentHash, languages },
            cancellationToken);
        return rows.ToDictionary(row => (int)row.Page, row => row.Words);
    }

    /// <summary>Keeps a page. Pages of loads that nobody went on with are deleted.</summary>
    public async Task KeepAsync(string contentHash, string languages, int page, string words, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await database.ExecuteAsync(
            """
            INSERT INTO recognised_pages (content_hash, languages, page, words, kept_at) VALUES (@contentHash, @languages, @page, @words, @now)
            ON CONFLICT (content_hash, languages, page) DO UPDATE SET words = excluded.words, kept_at = excluded.kept_at
            """,
            new { contentHash, languages, page, words, now = now.ToUnixTimeMilliseconds() },
            cancellationToken);
        await database.ExecuteAsync(
            "DELETE FROM recognised_pages WHERE kept_at < @limit", new { limit = (now - Abandoned).ToUnixTimeMilliseconds() }, cancellationToken);
    }
}
