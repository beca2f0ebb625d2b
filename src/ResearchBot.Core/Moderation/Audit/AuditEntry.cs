namespace ResearchBot.Core.Moderation;

/// <summary>Something that somebody did.</summary>
/// <param name="Workspace">Where.</param>
/// <param name="Person">Who.</param>
/// <param name="Channel">In which channel; null where there is none.</param>
/// <param name="Command">The command.</param>
/// <param name="Arguments">As they were given, without the text of questions.</param>
/// <param name="Outcome">done, refused, failed or cancelled, and the id of the error where there is one.</param>
public sealed record AuditEntry(string Workspace, string Person, string? Channel, string Command, string Arguments, string Outcome);
