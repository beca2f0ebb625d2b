namespace ResearchBot.Core.Conversations;

/// <summary>Where a conversation takes place.</summary>
/// <param name="Workspace">The tenant.</param>
/// <param name="Platform">console, discord or slack.</param>
/// <param name="Address">The thread, direct message or console session on that platform.</param>
public sealed record ConversationAddress(string Workspace, string Platform, string Address);
