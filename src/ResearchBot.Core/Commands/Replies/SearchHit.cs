using ResearchBot.Core.Answering;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Documents.Places;

namespace ResearchBot.Core.Commands;

/// <summary>A chunk that a search found.</summary>
/// <param name="Document">Where it is from.</param>
/// <param name="Place">Where it begins in the original file.</param>
/// <param name="Text">Its text, verbatim.</param>
/// <param name="Score">Fused, 0 to 1; comparable inside one search only.</param>
public sealed record SearchHit(CitedDocument Document, Place Place, string Text, double Score);
