using System.Globalization;

namespace ResearchBot.Core.Moderation;

/// <summary>Pauses, during which members are not served. Pauses of a channel and of its workspace are independent.</summary>
public sealed class Pauses(ChosenSettings settings, TimeProvider time)
{
    private const string Setting = "paused";

    /// <summary>The pause in effect in a channel, its own or the workspace's, whichever ends last; null if there is none.</summary>
    public async Task<Pause?> FindAsync(string workspace, string? channel, CancellationToken cancellationToken) =>
        (await ListAsync(workspace, cancellationToken))
            .Where(pause => pause.Channel is null || pause.Channel == channel)
            .MaxBy(pause => pause.Until ?? DateTimeOffset.MaxValue);

    /// <summary>All current pauses of a workspace, its own first.</summary>
    public async Task<IReadOnlyList<Pause>> ListAsync(string workspace, CancellationToken cancellationToken) =>
        [.. (await settings.ListAsync(workspace, Setting, cancellationToken))
            .Select(chosen => new Pause(chosen.Channel, ToTime(chosen.Value)))
            .Where(pause => pause.Until is not { } until || until > time.GetUtcNow())];

    /// <summary>Pauses a channel, or the whole workspace if null, replacing its earlier pause.</summary>
    public Task BeginAsync(string workspace, Pause pause, string by, CancellationToken cancellationToken) =>
        settings.ChooseAsync(
            workspace,
            pause.Channel,
            Setting,
            (pause.Until?.ToUnixTimeMilliseconds() ?? 0).ToString(CultureInfo.InvariantCulture),
            by,
            cancellationToken);

    public Task EndAsync(string workspace, string? channel, string by, CancellationToken cancellationToken) =>
        settings.ChooseAsync(workspace, channel, Setting, value: null, by, cancellationToken);

    private static DateTimeOffset? ToTime(string written) =>
        long.Parse(written, CultureInfo.InvariantCulture) is var until and not 0 ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null;
}

/// <summary>A time during which members are not served.</summary>
/// <param name="Channel">Null for the whole workspace.</param>
/// <param name="Until">Null until somebody resumes.</param>
public sealed record Pause(string? Channel, DateTimeOffset? Until)
{
    /// <summary>Its end as a phrase: “until …”.</summary>
    public string End => Until is { } end ? "until " + end.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "until a moderator resumes it";
}
