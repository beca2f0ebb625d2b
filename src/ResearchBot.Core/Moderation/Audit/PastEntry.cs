namespace ResearchBot.Core.Moderation;

/// <summary>What the audit holds.</summary>
/// <param name="At">When it was done.</param>
/// <param name="Entry">What was done.</param>
public sealed record PastEntry(DateTimeOffset At, AuditEntry Entry);
