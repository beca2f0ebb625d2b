using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Feedback;

/// <summary>Questions that were not answered, or not to the asker's satisfaction. Repeats are merged into one question.</summary>
public sealed class OpenQuestions(Database database, TimeProvider time)
{
    private const int MostAskings = 20_000;

    /// <summary>Records that somebody waits for a better answer.</summary>
    public async Task NoteAsync(string workspace, string answer, string question, Asker asker, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        await transaction.Connection.ExecuteAsync(
            """
            INSERT INTO unanswered_questions (id, workspace, merge_key) VALUES (@id, @workspace, @key) ON CONFLICT (workspace, merge_key) DO NOTHING;
            INSERT INTO unanswered_askers (answer_id, question_id, person, platform, address, channel, is_private, asked_at)
            SELECT @answer, q.id, @Person, @Platform, @Address, @Channel, @isPrivate, @now FROM unanswered_questions q
            WHERE q.workspace = @workspace AND q.merge_key = @key
            ON CONFLICT (answer_id, person) DO NOTHING
            """,
            new
            {
                id = RandomNumberGenerator.GetHexString(12, lowercase: true), workspace, key = MergeKey.Of(question), answer,
                asker.Person, asker.From.Platform, asker.From.Address, asker.Channel, isPrivate = asker.IsPrivate ? 1 : 0,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Records that somebody no longer waits, since their answer helped.</summary>
    public Task SettleAsync(string answer, string person, CancellationToken cancellationToken) => database.ExecuteAsync(
        "DELETE FROM unanswered_askers WHERE answer_id = @answer AND person = @person AND told_at IS NULL", new { answer, person }, cancellationToken);

    /// <summary>Dismisses a question for good, or restores it; false if the workspace does not have it.</summary>
    public async Task<bool> DismissAsync(string workspace, string id, bool dismiss, string by, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            dismiss
                ? "UPDATE unanswered_questions SET dismissed_at = @now, dismissed_by = @by WHERE workspace = @workspace AND id = @id"
                : "UPDATE unanswered_questions SET dismissed_at = NULL, dismissed_by = NULL WHERE workspace = @workspace AND id = @id",
            new { workspace, id, by, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken) > 0;

    /// <summary>Every asking of a workspace's open questions, newest first. The caller decides what its reader may see.</summary>
    /// <param name="since">Excludes earlier askings.</param>
    public Task<IReadOnlyList<OpenAsking>> ReadAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.QueryAsync<OpenAsking>(
            """
            SELECT u.question_id AS Question, u.answer_id AS Answer, u.person AS Person, u.is_private AS IsPrivate, u.asked_at AS AskedAt,
                a.standalone AS Text, a.person AS TextPerson, a.channel AS TextChannel, a.is_private AS TextIsPrivate, v.reason AS Reason
            FROM unanswered_questions q
            JOIN unanswered_askers u ON u.question_id = q.id
            JOIN answers a ON a.id = u.answer_id
            LEFT JOIN answer_votes v ON v.answer_id = u.answer_id AND v.person = u.person AND v.is_helpful = 0
            WHERE q.workspace = @workspace AND q.dismissed_at IS NULL AND u.told_at IS NULL AND u.asked_at >= @since
            ORDER BY u.asked_at DESC, u.answer_id LIMIT @most
            """,
            new { workspace, since = since.ToUnixTimeMilliseconds(), most = MostAskings },
            cancellationToken);
}

/// <summary>One asking of an open question. Flags are 0 or 1, times in Unix milliseconds.</summary>
/// <param name="Text">The question, standing alone.</param>
/// <param name="TextChannel">Null if there is no channel.</param>
/// <param name="TextIsPrivate">1 if the asker alone read it.</param>
/// <param name="Reason">Why the answer did not help; null if nobody said so, empty if they gave no reason.</param>
public sealed record OpenAsking(
    string Question, string Answer, string Person, long IsPrivate, long AskedAt, string Text, string TextPerson,
    string? TextChannel, long TextIsPrivate, string? Reason);

/// <summary>Decides which questions are the same to a person: the same words in any order, ignoring case, accents and punctuation. Words are not stemmed,
/// since "Peter" and "Peters" may be two people; figures count as written.</summary>
public static partial class MergeKey
{
    /// <summary>Stop words that nevertheless change the question.</summary>
    private static readonly FrozenSet<string> Telling = new[]
    {
        "who", "whom", "whose", "when", "where", "why", "how", "not", "no", "nor", "without", "cannot", "never",
        "cant", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wont", "wouldnt", "couldnt", "shouldnt", "hasnt", "havent", "hadnt",
        "before", "after", "to", "from", "since", "until", "under", "over", "above", "below", "off", "out", "in", "more", "most", "he", "she", "it", "they",
        "may", "must", "should", "can", "will", "now", "once",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A hash that is equal for equal questions.</summary>
    /// <param name="question">Standing alone.</param>
    public static string Of(string question)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        var all = new SortedSet<string>(StringComparer.Ordinal);
        var reader = new TokenReader(question, Language.English); // one language for all, or the order of words could change how they are read
        while (reader.Next(out var token))
        {
            if (token.Kind == TokenKind.Compound && question.AsSpan(token.Start, token.Length).ContainsAny(" \u00A0\u2009\u202F"))
            {
                continue; // figures that merely stand beside each other; their parts are read too
            }

            var word = Fold(question.AsSpan(token.Start, token.Length));
            all.Add(word);
            if (token.Kind != TokenKind.Stop || Telling.Contains(word))
            {
                words.Add(word);
            }
        }

        words.UnionWith(Exact().Matches(question).Select(match => Fold(match.Value, keepOthers: true)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words.Count > 0 ? words : all))))[..32];
    }

    private static string Fold(ReadOnlySpan<char> surface, bool keepOthers = false)
    {
        var word = new char[(surface.Length * CharacterFold.Longest) + 1];
        var length = 0;
        foreach (var c in surface)
        {
            if (CharacterClass.Of(c) == CharacterClass.Letter)
            {
                length = CharacterFold.Append(c, word, length);
            }
            else if (keepOthers || CharacterClass.Of(c) != CharacterClass.Other)
            {
                word[length++] = c;
            }
        }

        return new string(word, 0, length);
    }

    /// <summary>Terms distinguished by their signs: 1.5 and 15, 5 and -5, $5 and €5, C and C++ and C#.</summary>
    [GeneratedRegex(@"((?<![\p{L}\p{N}.])[-−+])?\p{Nd}+([.,:/'’-]\p{Nd}+)*|\p{Sc}|[%‰°]|(?<!\p{L})\p{L}([+]{1,2}|#)(?![\p{L}\p{N}])")]
    private static partial Regex Exact();
}
