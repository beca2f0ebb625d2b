namespace ResearchBot.Discord.Rendering;

/// <summary>Where a reply will stand.</summary>
/// <param name="IsPrivate">Whether one person alone will see it.</param>
internal sealed record RenderContext(bool IsPrivate);
