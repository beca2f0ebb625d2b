using System.Security.Cryptography;
using System.Text.Json;
using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Conversations;

/// <summary>Remembers which questions came before in the same thread.</summary>
public sealed class ConversationStore(Database database, TimeProvider time)
{
    public Task<string?> FindAsync(ConversationAddress address, CancellationToken cancellationToken) =>
        database.ScalarAsync<string?>(
            "SELECT id FROM conversations WHERE workspace = @Workspace AND platform = @Platform AND address = @Address", address, cancellationToken);

    /// <summary>The id of the conversation at an address, creating it if there is none.</summary>
    public async Task<string> OpenAsync(ConversationAddress address, CancellationToken cancellationToken)
    {
        if (await FindAsync(address, cancellationToken) is { } known)
        {
            return known;
        }

        await database.ExecuteAsync(
            """
            INSERT INTO conversations (id, workspace, platform, address, created_at) VALUES (@id, @Workspace, @Platform, @Address, @now)
            ON CONFLICT (workspace, platform, address) DO NOTHING
            """,
            new
            {
                id = RandomNumberGenerator.GetHexString(16, lowercase: true), address.Workspace, address.Platform,
                address.Address, now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken);
        return await FindAsync(address, cancellationToken) ?? throw new InvalidOperationException("A conversation vanished.");
    }

    /// <summary>The last turns of a conversation that the audience may know of, newest first, without retracted answers.</summary>
    /// <param name="audience">The readers of the follow-up's answer: private questions are known to their asker only.</param>
    public async Task<IReadOnlyList<ConversationTurn>> LastTurnsAsync(string conversation, Audience audience, int most, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Question, string Body)>(
            """
            SELECT standalone, body FROM answers
            WHERE conversation_id = @conversation AND (is_private = 0 OR person = @person) AND retracted_at IS NULL
            ORDER BY answered_at DESC, id DESC LIMIT @most
            """,
            new { conversation, person = audience.Person ?? string.Empty, most },
            cancellationToken);
        return [.. rows.Select(row => new ConversationTurn(row.Question, JsonSerializer.Deserialize(row.Body, AnswerJson.Default.Answer)!))];
    }
}

/// <summary>The place of a conversation.</summary>
/// <param name="Platform">console, discord or slack.</param>
/// <param name="Address">The thread, direct message or console session on that platform.</param>
public sealed record ConversationAddress(string Workspace, string Platform, string Address);

/// <summary>An earlier question and its answer.</summary>
/// <param name="Question">Standing alone.</param>
/// <param name="Answer">As given; must be checked again before anybody sees it.</param>
public sealed record ConversationTurn(string Question, Answer Answer);
