using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Commands;

/// <summary>The documents that can be searched.</summary>
/// <param name="Documents">By collection and key.</param>
public sealed record DocumentListReply(IReadOnlyList<DocumentSummary> Documents) : Reply;
