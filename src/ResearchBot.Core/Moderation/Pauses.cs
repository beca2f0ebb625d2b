using System.Globalization;

namespace ResearchBot.Core.Moderation;

/// <summary>Where members are not served. A channel and its workspace may be paused at the same time: neither ends the other.</summary>
public sealed class Pauses(ChosenSettings settings, TimeProvider time)
{
    private const string Setting = "paused";

    /// <summary>The pause that holds in a channel, the channel's own or the workspace's: the one that ends last. Null when there is none.</summary>
    public async Task<Pause?> FindAsync(string workspace, string? channel, CancellationToken cancellationToken) =>
        (await ListAsync(workspace, cancellationToken))
            .Where(pause => pause.Channel is null || pause.Channel == channel)
            .MaxBy(pause => pause.Until ?? DateTimeOffset.MaxValue);

    /// <summary>All pauses of a workspace that are not over, its own first and then its channels'.</summary>
    public async Task<IReadOnlyList<Pause>> ListAsync(string workspace, CancellationToken cancellationToken) =>
        [.. (await settings.ListAsync(workspace, Setting, cancellationToken))
            .Select(chosen => new Pause(chosen.Channel, ToTime(chosen.Value)))
            .Where(pause => pause.Until is not { } until || until > time.GetUtcNow())];

    /// <summary>Pauses a channel, or with a channel of null the whole workspace, in place of its pause before.</summary>
    public Task BeginAsync(string workspace, Pause pause, string by, CancellationToken cancellationToken) =>
        settings.ChooseAsync(
            workspace,
            pause.Channel,
            Setting,
            (pause.Until?.ToUnixTimeMilliseconds() ?? 0).ToString(CultureInfo.InvariantCulture),
            by,
            cancellationToken);

    /// <summary>Ends the pause of a channel, or with null that of the whole workspace, and no other.</summary>
    public Task EndAsync(string workspace, string? channel, string by, CancellationToken cancellationToken) =>
        settings.ChooseAsync(workspace, channel, Setting, value: null, by, cancellationToken);

    private static DateTimeOffset? ToTime(string written) =>
        long.Parse(written, CultureInfo.InvariantCulture) is var until and not 0 ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null;
}

/// <summary>A time in which members are not served.</summary>
/// <param name="Channel">Where; null is the whole workspace.</param>
/// <param name="Until">Its end; null until somebody resumes.</param>
public sealed record Pause(string? Channel, DateTimeOffset? Until)
{
    /// <summary>Its end as a person reads it: “until …”.</summary>
    public string End => Until is { } end ? "until " + end.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "until a moderator resumes it";
}
