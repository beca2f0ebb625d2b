using System.Text.Json.Serialization;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>How an answer was found and checked.</summary>
/// <param name="Retrieved">The chunks that it was taken from, best first.</param>
/// <param name="Withdrawn">Passages that moderators had withdrawn at that time.</param>
/// <param name="Compared">Excerpts that were compared with the store.</param>
/// <param name="Dropped">Excerpts that were dropped.</param>
public sealed record AnswerTrace(
    IReadOnlyList<TracedChunk> Retrieved,
    IReadOnlyList<TracedCollection> Collections,
    int Documents,
    int Chunks,
    int Withdrawn,
    int Compared,
    int Dropped,
    DateTimeOffset CheckedAt)
{
    /// <summary>Describes the way of an answer.</summary>
    public static AnswerTrace Of(SearchResult found, ReadScope scope, Answer draft, Answer answer, DateTimeOffset checkedAt)
    {
        var compared = draft.Citations.Count + draft.Closest.Count;
        return new AnswerTrace(
            [.. found.Chunks.Select(chunk => new TracedChunk(
                chunk.Version.Document.Id,
                chunk.Version.Document.Version,
                chunk.Chunk.Ordinal,
                chunk.Chunk.Start,
                chunk.Chunk.Length,
                Math.Round(chunk.Score, 4),
                Math.Round(chunk.WordScore, 4)))],
            [.. found.Scope.Collections.Select(id => new TracedCollection(id.Workspace, id.Name))],
            found.Scope.Documents,
            found.Scope.Chunks,
            scope.Withdrawn.Count,
            compared,
            compared - answer.Citations.Count - answer.Closest.Count,
            checkedAt);
    }
}

/// <summary>A trace as it is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AnswerTrace))]
internal sealed partial class TraceJson : JsonSerializerContext;

/// <summary>A chunk that an answer was taken from, without its text. Offset and length are in UTF-16 code units of the version's stored text.</summary>
/// <param name="Score">Fused score, 0 to 1; comparable within one search only.</param>
/// <param name="WordScore">BM25 of its words, in nats.</param>
public sealed record TracedChunk(string Document, int Version, int Ordinal, int Start, int Length, double Score, double WordScore);

public sealed record TracedCollection(string Workspace, string Name);
