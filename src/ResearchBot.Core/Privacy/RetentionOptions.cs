using System.ComponentModel.DataAnnotations;

namespace ResearchBot.Core.Privacy;

/// <summary>How many days what is kept is kept (section <c>Retention</c>); 0 is for ever.</summary>
public sealed class RetentionOptions
{
    private const string Wrong = "must be from {1} to {2}";
    private const int MostDays = 36_500;

    /// <summary>Questions with their answers.</summary>
    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int QuestionsDays { get; set; } = 365;

    /// <summary>Who did what.</summary>
    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int AuditDays { get; set; } = 730;

    /// <summary>What the bot has said by itself, or was to say, and what platforms handed it.</summary>
    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int NoticesDays { get; set; } = 7;

    /// <summary>The texts of removed documents, from their removal. Without them they cannot be restored.</summary>
    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int RemovedDocumentsDays { get; set; }

    /// <summary>Loads, from their end.</summary>
    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int LoadsDays { get; set; } = 90;

    /// <summary>Everything of a workspace that removed the bot, from then.</summary>
    [Range(0, MostDays, ErrorMessage = Wrong)]
    public int LeftWorkspaceDays { get; set; } = 30;

    /// <summary>The days of one kind.</summary>
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

/// <summary>What retention deletes of one kind, or would delete.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Days">How long it is kept; 0 is for ever.</param>
/// <param name="Rows">How many rows, or workspaces, are older.</param>
public sealed record RetentionCount(RetentionKind Kind, int Days, int Rows);
