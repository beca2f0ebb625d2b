using System.ComponentModel.DataAnnotations;

namespace ResearchBot.Core.Moderation.Limits;

/// <summary>Limits on questions (section <c>Limits</c>). A limit per minute or day of 0 means no limit.</summary>
public sealed class LimitsOptions
{
    private const int Most = 1_000_000;

    /// <summary>Questions answered concurrently, at most the number of processors or of the model's concurrent requests, whichever is larger; 0
    /// means that maximum.</summary>
    [Range(0, 1_024, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsAtOnce { get; set; }

    [Range(1, 100_000, ErrorMessage = "must be from {1} to {2}")]
    public int WaitingQuestions { get; set; } = 1_000;

    [Range(1, 100_000, ErrorMessage = "must be from {1} to {2}")]
    public int WaitingQuestionsPerWorkspace { get; set; } = 200;

    [Range(1, 1_000, ErrorMessage = "must be from {1} to {2}")]
    public int WaitingQuestionsPerPerson { get; set; } = 5;

    /// <summary>Seconds after which a waiting question is refused.</summary>
    [Range(1, 3_600, ErrorMessage = "must be from {1} to {2}")]
    public int WaitSeconds { get; set; } = 60;

    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerPersonPerMinute { get; set; } = 10;

    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerChannelPerMinute { get; set; } = 30;

    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerWorkspacePerMinute { get; set; } = 120;

    /// <summary>Days begin at 00:00 UTC.</summary>
    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerPersonPerDay { get; set; } = 500;

    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerChannelPerDay { get; set; } = 3_000;

    [Range(0, Most, ErrorMessage = "must be from {1} to {2}")]
    public int QuestionsPerWorkspacePerDay { get; set; } = 10_000;
}
