using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Commands;

/// <summary>One document version with its text.</summary>
/// <param name="Version">The version.</param>
public sealed record DocumentReply(DocumentVersion Version) : Reply;
