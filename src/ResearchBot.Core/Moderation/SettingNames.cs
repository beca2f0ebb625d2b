namespace ResearchBot.Core.Moderation;

/// <summary>The names of what moderators choose.</summary>
public static class SettingNames
{
    /// <summary>Until when members are not served, as unix milliseconds; 0 until somebody resumes.</summary>
    public const string Paused = "paused";
}
