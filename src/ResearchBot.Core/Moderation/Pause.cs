using System.Globalization;

namespace ResearchBot.Core.Moderation;

/// <summary>A time in which members are not served.</summary>
/// <param name="Channel">Where; null is the whole workspace.</param>
/// <param name="Until">Its end; null until somebody resumes.</param>
public sealed record Pause(string? Channel, DateTimeOffset? Until)
{
    /// <summary>Its end as a person reads it: “until …”.</summary>
    public string End => Until is { } end ? "until " + end.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "until a moderator resumes it";
}
