using System.ComponentModel.DataAnnotations;

namespace ResearchBot.Core.Moderation.Limits;

/// <summary>How many questions are answered and may wait (section <c>Limits</c>). 0 of a limit per minute or day is none.</summary>
public sealed class LimitsOptions
{
    private const int Most = 1_000_000;

    /// <summary>How many are answered at the same time; 0, and at most, as many as there are processors, or as the language model takes requests.</summary>
    [Range(0, 1_024, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsAtOnce { get; set; }

    /// <summary>How many may wait in all.</summary>
    [Range(1, 100_000, ErrorMessage = "must be from {1} to {2}")]
    public int WaitingQuestions { get; set; } = 1_000;

    /// <summary>How many of one workspace may wait.</summary>
    [Range(1, 100_000, ErrorMessage = "must be from {1} to {2}")]
    public int WaitingQuestionsPerWorkspace { get; set; } = 200;

    /// <summary>How many of one person may wait.</summary>
    [Range(1, 1_000, ErrorMessage = "must be from {1} to {2}")]
    public int WaitingQuestionsPerPerson { get; set; } = 5;

    /// <summary>A question that waits longer is refused.</summary>
    [Range(1, 3_600, ErrorMessage = "must be from {1} to {2}")]
    public int WaitSeconds { get; set; } = 60;

    /// <summary>Of one person in a workspace.</summary>
    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerPersonPerMinute { get; set; } = 10;

    /// <summary>In one channel.</summary>
    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerChannelPerMinute { get; set; } = 30;

    /// <summary>In one workspace.</summary>
    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerWorkspacePerMinute { get; set; } = 120;

    /// <summary>Of one person in a workspace; a day begins at 00:00 UTC.</summary>
    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerPersonPerDay { get; set; } = 500;

    /// <summary>In one channel.</summary>
    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerChannelPerDay { get; set; } = 3_000;

    /// <summary>In one workspace.</summary>
    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerWorkspacePerDay { get; set; } = 10_000;
}
