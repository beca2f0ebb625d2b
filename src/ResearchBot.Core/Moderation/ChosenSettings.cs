namespace ResearchBot.Core.Moderation;

/// <summary>Settings that moderators chose for a workspace or a channel. A channel's choice takes precedence.</summary>
public sealed class ChosenSettings(Database database, TimeProvider time)
{
    private const string WholeWorkspace = "";

    /// <summary>The effective choices of a channel by name, or the workspace's if the channel is null.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(string workspace, string? channel, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Channel, string Name, string Value)>(
            "SELECT channel, name, value FROM chosen_settings WHERE workspace = @workspace AND (channel = '' OR channel = @channel) ORDER BY channel",
            new { workspace, channel },
            cancellationToken);
        var chosen = new Dictionary<string, string>();
        foreach (var row in rows)
        {
            chosen[row.Name] = row.Value; // the workspace's come first, since '' sorts before any channel
        }

        return chosen;
    }

    /// <summary>The choices made for the channel itself, or for the workspace itself if the channel is null.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OwnAsync(string workspace, string? channel, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Name, string Value)>(
            "SELECT name, value FROM chosen_settings WHERE workspace = @workspace AND channel = @channel",
            new { workspace, channel = channel ?? WholeWorkspace },
            cancellationToken);
        return rows.ToDictionary(row => row.Name, row => row.Value);
    }

    /// <summary>All that was chosen under one name in a workspace; a channel of null is the workspace itself, which comes first.</summary>
    public async Task<IReadOnlyList<(string? Channel, string Value)>> ListAsync(string workspace, string name, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Channel, string Value)>(
            "SELECT channel, value FROM chosen_settings WHERE workspace = @workspace AND name = @name ORDER BY channel",
            new { workspace, name },
            cancellationToken);
        return [.. rows.Select(row => (row.Channel.Length == 0 ? null : row.Channel, row.Value))];
    }

    /// <summary>Sets a choice; a null value removes it.</summary>
    public Task ChooseAsync(string workspace, string? channel, string name, string? value, string by, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            value is null
                ? "DELETE FROM chosen_settings WHERE workspace = @workspace AND channel = @channel AND name = @name"
                : """
                  INSERT INTO chosen_settings (workspace, channel, name, value, set_by, set_at) VALUES (@workspace, @channel, @name, @value, @by, @now)
                  ON CONFLICT (workspace, channel, name) DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at
                  """,
            new { workspace, channel = channel ?? WholeWorkspace, name, value, by, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken);
}
