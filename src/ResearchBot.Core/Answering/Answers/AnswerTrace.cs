using System.Text.Json.Serialization;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>How an answer was found and checked.</summary>
/// <param name="Retrieved">The chunks that it was taken from, best first.</param>
/// <param name="Collections">What was searched.</param>
/// <param name="Documents">How many documents that held.</param>
/// <param name="Chunks">How many chunks.</param>
/// <param name="Withdrawn">How many passages moderators had withdrawn then.</param>
/// <param name="Compared">How many excerpts were compared with the store.</param>
/// <param name="Dropped">How many of them were dropped.</param>
/// <param name="CheckedAt">When.</param>
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

/// <summary>A chunk that an answer was taken from, without its text.</summary>
/// <param name="Document">Its document's id.</param>
/// <param name="Version">Its document's version.</param>
/// <param name="Ordinal">0-based position in the version.</param>
/// <param name="Start">UTF-16 offset in the version's stored text.</param>
/// <param name="Length">UTF-16 code units.</param>
/// <param name="Score">Fused, 0 to 1; comparable inside one search only.</param>
/// <param name="WordScore">BM25 of its words, in nats.</param>
public sealed record TracedChunk(string Document, int Version, int Ordinal, int Start, int Length, double Score, double WordScore);

/// <summary>A collection that was searched.</summary>
/// <param name="Workspace">The tenant that it belongs to.</param>
/// <param name="Name">Its name there.</param>
public sealed record TracedCollection(string Workspace, string Name);
