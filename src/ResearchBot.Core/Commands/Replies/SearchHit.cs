using System.Text.Json.Serialization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands;

/// <summary>A chunk that a search found.</summary>
/// <param name="Document">Where it is from.</param>
/// <param name="Place">Where it begins in the original file.</param>
/// <param name="Text">Its text, verbatim.</param>
/// <param name="Score">Fused, 0 to 1; comparable inside one search only.</param>
public sealed record SearchHit(CitedDocument Document, Place Place, string Text, double Score)
{
    /// <summary>The numbers of the citations that stand in it, where an answer's passages are shown; null where something was searched for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Citations { get; init; }

    /// <summary>A chunk that a search found.</summary>
    public static SearchHit Of(RetrievedChunk chunk) =>
        new(CitedDocument.Of(chunk.Version.Document), chunk.Chunk.Place, chunk.Text.ToString(), Math.Round(chunk.Score, 4));
}
