using System.Security.Cryptography;
using Dapper;
using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Moderation;

/// <summary>Moderators' rulings on passages that contradict each other.</summary>
public sealed class Rulings(Database database, TimeProvider time)
{
    /// <summary>Stores a ruling, replacing earlier ones on the same pair; returns its id.</summary>
    public async Task<string> AddAsync(
        string workspace, string about, Citation holds, Citation other, string note, string by, CancellationToken cancellationToken)
    {
        var earlier = (await ListAsync(workspace, cancellationToken)).Where(ruling => ruling.IsFor(holds, other) || ruling.IsFor(other, holds)).ToArray();
        var id = RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 10);
        await using var transaction = await database.BeginAsync(cancellationToken);
        foreach (var ruling in earlier)
        {
            await transaction.Connection.ExecuteAsync("DELETE FROM rulings WHERE id = @Id", new { ruling.Id });
        }

        await transaction.Connection.ExecuteAsync(
            """
            INSERT INTO rulings (id, workspace, about, holds_document, holds_text, other_document, other_text, note, ruled_by, ruled_at)
            VALUES (@id, @workspace, @about, @holdsDocument, @holdsText, @otherDocument, @otherText, @note, @by, @now)
            """,
            new
            {
                id, workspace, about, holdsDocument = holds.Document.Id, holdsText = holds.Excerpt,
                otherDocument = other.Document.Id, otherText = other.Excerpt, note, by,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            });
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    public async Task<bool> RemoveAsync(string workspace, string id, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "DELETE FROM rulings WHERE workspace = @workspace AND id = @id", new { workspace, id }, cancellationToken) > 0;

    /// <summary>The rulings of a workspace, newest first.</summary>
    public async Task<IReadOnlyList<StoredRuling>> ListAsync(string workspace, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<RulingRow>(
            """
            SELECT id AS Id, about AS About, holds_document AS HoldsDocument, holds_text AS HoldsText,
                   other_document AS OtherDocument, other_text AS OtherText, note AS Note, ruled_by AS RuledBy, ruled_at AS RuledAt
            FROM rulings WHERE workspace = @workspace ORDER BY ruled_at DESC, id
            """,
            new { workspace },
            cancellationToken);
        return [.. rows.Select(row => new StoredRuling(
            row.Id,
            row.About,
            new RuledSide(row.HoldsDocument, row.HoldsText),
            new RuledSide(row.OtherDocument, row.OtherText),
            row.Note,
            row.RuledBy,
            DateTimeOffset.FromUnixTimeMilliseconds(row.RuledAt)))];
    }

    /// <summary>The answer with the rulings on its conflicts. Its excerpts must have been checked, so that rulings on outdated words do not apply.</summary>
    public async Task<Answer> ShowAsync(string workspace, Answer answer, CancellationToken cancellationToken)
    {
        if (answer.Conflicts.Count == 0)
        {
            return answer;
        }

        var all = await ListAsync(workspace, cancellationToken);
        return answer with { Conflicts = [.. answer.Conflicts.Select(conflict => conflict with { Ruling = Find(all, answer, conflict) })] };
    }

    private static Ruling? Find(IReadOnlyList<StoredRuling> all, Answer answer, Conflict conflict)
    {
        var sides = answer.Citations.Where(citation => conflict.Citations.Contains(citation.Number)).ToArray();
        return all
            .SelectMany(_ => sides, (ruling, holds) => (ruling, holds))
            .Where(one => sides.Any(other => other != one.holds && one.ruling.IsFor(one.holds, other)))
            .Select(one => new Ruling(one.holds.Number, one.ruling.Note, one.ruling.At))
            .FirstOrDefault();
    }

    private sealed record RulingRow(
        string Id, string About, string HoldsDocument, string HoldsText, string OtherDocument, string OtherText, string Note,
        string RuledBy, long RuledAt);
}

/// <summary>One of two conflicting passages.</summary>
public sealed record RuledSide(string DocumentId, string Text)
{
    /// <summary>Whether a citation quotes it, with more or less context.</summary>
    public bool IsIn(Citation citation) => citation.Document.Id == DocumentId && SameWords.AreIn(citation.Excerpt, Text);
}

/// <summary>A stored ruling on a pair of passages, independent of the answer.</summary>
/// <param name="Holds">The side that is right.</param>
/// <param name="Note">Empty if none was given.</param>
public sealed record StoredRuling(string Id, string About, RuledSide Holds, RuledSide Other, string Note, string By, DateTimeOffset At)
{
    /// <summary>Whether it is on this pair and decides for the first.</summary>
    public bool IsFor(Citation holds, Citation other) => Holds.IsIn(holds) && Other.IsIn(other);
}
