namespace ResearchBot.Core.Notices;

/// <summary>Something that the bot says without being asked in this moment: a finished load, a late answer, a retraction.</summary>
/// <param name="Id">Opaque; a platform that recognises repeats gets it with the message.</param>
/// <param name="Workspace">The tenant.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Kind">What happens there.</param>
/// <param name="Text">What is said, plain; empty where nothing is.</param>
/// <param name="AnswerId">The kept answer that is shown below the text; null where none is.</param>
public sealed record Notice(string Id, string Workspace, ReplyAddress To, NoticeKind Kind, string Text, string? AnswerId);
