using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Privacy;

/// <summary>Erases one person of one workspace up to a time, in small transactions.</summary>
public sealed class PersonErasure(Database database, AnswerRemoval answers)
{
    private const int AnswersPerStep = 50;
    private const int MostMessages = 500; // a platform takes some seconds for each few
    private const string HashedReason = "Blocked before everything else about them was forgotten.";

    /// <summary>Counts the rows that contain the person.</summary>
    public async Task<IReadOnlyList<PersonTrace>> CountAsync(string workspace, string person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var traces = new List<PersonTrace>();
        foreach (var (table, column) in StoredTables.People)
        {
            var rows = await connection.ScalarAsync<long>(
                $"SELECT COUNT(*) FROM {table.Name} WHERE {table.OfWorkspace} AND {column.Name} = @person", new { workspace, person }, cancellationToken);
            if (rows > 0)
            {
                traces.Add(new PersonTrace(table.Name, column.Name, column.Fate, (int)rows));
            }
        }

        return traces;
    }

    /// <summary>Deletes the person's own rows, and replaces them in rows that others need; returns how many posted messages will be deleted.
    /// Idempotent.</summary>
    /// <param name="mark">Replaces the person where they must stay recognisable.</param>
    /// <param name="until">Later rows stay.</param>
    public async Task<int> EraseAsync(string workspace, string person, string mark, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var what = new { workspace, person, until = until.ToUnixTimeMilliseconds(), hashed = Tombstone.HashedPerson(mark), reason = HashedReason, forgotten = StoredTables.Forgotten };
        var messages = 0;
        for (var ids = await NextAnswersAsync(what, cancellationToken); ids.Count > 0; ids = await NextAnswersAsync(what, cancellationToken))
        {
            messages += (await answers.DeleteAsync(ids, MostMessages - messages, cancellationToken)).Messages;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        foreach (var (table, column) in StoredTables.People)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = $"{table.OfWorkspace} AND {column.Name} = @person AND {column.Time} <= @until";
            await connection.ExecuteAsync(column.Fate switch
            {
                PersonFate.Replace => $"UPDATE {table.Name} SET {column.Name} = @forgotten WHERE {rows}",
                PersonFate.Hash => $"""
                    DELETE FROM {table.Name} WHERE {table.OfWorkspace} AND {column.Name} = @hashed
                    AND EXISTS (SELECT 1 FROM {table.Name} other WHERE other.{column.Name} = @person AND other.workspace = @workspace);
                    UPDATE {table.Name} SET {column.Name} = @hashed, reason = @reason WHERE {rows}
                    """,
                _ => $"DELETE FROM {table.Name} WHERE {rows}",
            }, what);
        }

        await EraseFromArgumentsAsync(connection, what, person);
        await EraseFromWordsAsync(connection, what, person);
        foreach (var table in StoredTables.All.Where(table => table.Empty is not null))
        {
            await connection.ExecuteAsync($"DELETE FROM {table.Name} WHERE {table.OfWorkspace} AND {table.Empty}", what);
        }

        return messages;
    }

    /// <summary>Everybody whom the database names, by workspace.</summary>
    internal async Task<IReadOnlyCollection<(string Workspace, string Person)>> EverybodyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var everybody = new HashSet<(string, string)>();
        foreach (var (table, column) in StoredTables.People)
        {
            everybody.UnionWith(await connection.QueryAsync<(string, string)>(
                $"SELECT DISTINCT {table.Workspace}, {column.Name} FROM {table.Name} WHERE {column.Name} IS NOT NULL", null, cancellationToken));
        }

        var entries = await connection.QueryAsync<(string Workspace, string Arguments)>(
            "SELECT DISTINCT workspace, arguments FROM audit WHERE arguments LIKE '%=%'", null, cancellationToken);
        everybody.UnionWith(entries.SelectMany(entry => entry.Arguments.Split(' ')
            .Where(word => word.Contains('=', StringComparison.Ordinal))
            .Select(word => (entry.Workspace, word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]))));
        return everybody;
    }

    /// <summary>Others' entries name people as a whole value, "block person=discord:8"; a reason may mention them in any words.</summary>
    private static async Task EraseFromArgumentsAsync(DbConnection connection, object what, string person)
    {
        var entries = await connection.QueryAsync<(string Id, string Arguments)>(
            """
            SELECT id, arguments FROM audit
            WHERE workspace = @workspace AND at <= @until AND REPLACE(arguments || ' ', '=' || @person || ' ', '') <> arguments || ' '
            """,
            what);
        foreach (var (id, arguments) in entries)
        {
            var reason = arguments.IndexOf(" reason=", StringComparison.Ordinal);
            var words = (reason < 0 ? arguments : arguments[..reason]).Split(' ')
                .Select(word => word.EndsWith("=" + person, StringComparison.Ordinal) ? word[..^person.Length] + StoredTables.Forgotten : word);
            await connection.ExecuteAsync("UPDATE audit SET arguments = @bare WHERE id = @id", new { id, bare = string.Join(' ', words) });
        }
    }

    /// <summary>Notices to others may contain a person's id in a sentence, or in the address of a direct message.</summary>
    private static async Task EraseFromWordsAsync(DbConnection connection, object what, string person)
    {
        var named = new Regex($@"(?<![\w:]){Regex.Escape(person)}(?!\w)", RegexOptions.CultureInvariant);
        var notices = await connection.QueryAsync<(string Id, string Words)>(
            "SELECT id, address || ' ' || text FROM notices WHERE workspace = @workspace AND created_at <= @until AND REPLACE(address || ' ' || text, @person, '') <> address || ' ' || text",
            what);
        foreach (var (id, _) in notices.Where(notice => named.IsMatch(notice.Words)))
        {
            await connection.ExecuteAsync("DELETE FROM notices WHERE id = @id", new { id });
        }

        await connection.ExecuteAsync(
            "UPDATE load_jobs SET address = '' WHERE workspace = @workspace AND created_at <= @until AND told_at IS NOT NULL AND REPLACE(address, @person, '') <> address", what);
    }

    private Task<IReadOnlyList<string>> NextAnswersAsync(object what, CancellationToken cancellationToken) =>
        database.QueryAsync<string>(
            $"SELECT id FROM answers WHERE workspace = @workspace AND person = @person AND answered_at <= @until LIMIT {AnswersPerStep}",
            what,
            cancellationToken);
}

/// <summary>The number of rows that contain a person in one column, and what becomes of them.</summary>
public sealed record PersonTrace(string Table, string Column, PersonFate Fate, int Rows);
