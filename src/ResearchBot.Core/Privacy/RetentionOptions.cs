using System.ComponentModel.DataAnnotations;

namespace ResearchBot.Core.Privacy;

/// <summary>Retention periods in days (section <c>Retention</c>); 0 means for ever.</summary>
public sealed class RetentionOptions
{
    private const string Wrong = "must be from {1} to {2}";
    private const int MostDays = 36_500;

    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int QuestionsDays { get; set; } = 365;

    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int AuditDays { get; set; } = 730;

    /// <summary>Notices, sent or pending, and events received from platforms.</summary>
    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int NoticesDays { get; set; } = 7;

    /// <summary>Texts of removed documents, counted from the removal. Without them they cannot be restored.</summary>
    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int RemovedDocumentsDays { get; set; }

    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int LoadsDays { get; set; } = 90;

    /// <summary>Everything of a workspace that removed the bot, counted from then.</summary>
    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int LeftWorkspaceDays { get; set; } = 30;

    public int DaysOf(RetentionKind kind) => kind switch
    {
        RetentionKind.Questions => QuestionsDays,
        RetentionKind.Audit => AuditDays,
        RetentionKind.Notices => NoticesDays,
        RetentionKind.RemovedDocuments => RemovedDocumentsDays,
        RetentionKind.Loads => LoadsDays,
        RetentionKind.LeftWorkspaces => LeftWorkspaceDays,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>What retention deletes, or would delete, of one kind.</summary>
/// <param name="Days">0 means for ever.</param>
public sealed record RetentionCount(RetentionKind Kind, int Days, int Rows);
