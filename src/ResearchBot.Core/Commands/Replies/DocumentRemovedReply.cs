using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Commands;

/// <summary>A document is no longer in search.</summary>
/// <param name="Document">As it was.</param>
public sealed record DocumentRemovedReply(Document Document) : Reply;
