using System.Globalization;
using System.Security.Cryptography;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Moderation;

/// <summary>The answers that moderators pinned to questions.</summary>
public sealed class Pins(Database database, TimeProvider time)
{
    private const string WholeWorkspace = "";
    private const string Select = "SELECT id, channel, question, answer_id, pinned_by, pinned_at FROM pins ";

    /// <summary>Pins an answer, replacing an earlier pin on the same question there; returns the pin's id.</summary>
    /// <param name="channel">Null for the whole workspace.</param>
    /// <exception cref="UserFacingException">The question has no words.</exception>
    public async Task<string> AddAsync(string workspace, string? channel, string question, string answer, string by, CancellationToken cancellationToken)
    {
        var terms = PinnedTerms.Of(question);
        if (terms.Length == 0)
        {
            throw new UserFacingException("That question has no words that it could be recognised by. Name another wording with --question.");
        }

        return await database.ScalarAsync<string>(
            """
            INSERT INTO pins (id, workspace, channel, terms, question, answer_id, pinned_by, pinned_at)
            VALUES (@id, @workspace, @channel, @terms, @question, @answer, @by, @now)
            ON CONFLICT (workspace, channel, terms) DO UPDATE
            SET question = excluded.question, answer_id = excluded.answer_id, pinned_by = excluded.pinned_by, pinned_at = excluded.pinned_at
            RETURNING id
            """,
            new
            {
                id = RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 10), workspace,
                channel = channel ?? WholeWorkspace, terms, question, answer, by, now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken) ?? throw new InvalidOperationException("A pin vanished.");
    }

    /// <summary>The pin on a question, the channel's own first; null if there is none.</summary>
    public async Task<Pin?> FindAsync(string workspace, string? channel, string question, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            "WHERE workspace = @workspace AND terms = @terms AND (channel = '' OR channel = @channel) ORDER BY channel DESC",
            new { workspace, terms = PinnedTerms.Of(question), channel = channel ?? WholeWorkspace },
            cancellationToken);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>The pins of a workspace, newest first.</summary>
    public Task<IReadOnlyList<Pin>> ListAsync(string workspace, CancellationToken cancellationToken) =>
        ReadAsync("WHERE workspace = @workspace ORDER BY pinned_at DESC, id", new { workspace }, cancellationToken);

    public async Task<bool> RemoveAsync(string workspace, string id, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "DELETE FROM pins WHERE workspace = @workspace AND id = @id", new { workspace, id }, cancellationToken) > 0;

    private async Task<IReadOnlyList<Pin>> ReadAsync(string where, object parameters, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Id, string Channel, string Question, string Answer, string By, long At)>(
            Select + where, parameters, cancellationToken);
        return [.. rows.Select(row => new Pin(
            row.Id, row.Channel == WholeWorkspace ? null : row.Channel, row.Question, row.Answer, row.By, DateTimeOffset.FromUnixTimeMilliseconds(row.At)))];
    }
}

/// <summary>An answer that is shown first to a question.</summary>
/// <param name="Channel">Null for the whole workspace.</param>
public sealed record Pin(string Id, string? Channel, string Question, string AnswerId, string By, DateTimeOffset At);

/// <summary>Decides which questions are the same for a pin: all their words count, stop words included, in any order and inflection.</summary>
internal static class PinnedTerms
{
    public static string Of(string question)
    {
        var terms = new SortedSet<ulong>();
        var reader = new TokenReader(question, LanguageRecogniser.Recognise(question));
        while (reader.Next(out var token))
        {
            terms.Add(token.Term);
        }

        return string.Join(' ', terms.Select(term => term.ToString("x16", CultureInfo.InvariantCulture)));
    }
}
