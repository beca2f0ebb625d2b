using System.Text.Json.Serialization;
using ResearchBot.Core.Commands;

namespace ResearchBot.Evaluation;

/// <summary>The figures of an evaluation; what a set cannot tell is null. See docs/evaluation.md.</summary>
internal sealed record EvaluationReply(
    string Set,
    int Documents,
    int Queries,
    [property: JsonPropertyName("ndcg_at_10")] double? NdcgAt10,
    [property: JsonPropertyName("recall_at_10")] double? RecallAt10,
    [property: JsonPropertyName("mrr_at_10")] double? MrrAt10,
    [property: JsonPropertyName("hit_at_1")] double? HitAt1,
    [property: JsonPropertyName("hit_at_3")] double? HitAt3,
    double? RefusalAuroc,
    double? AnsweredRate,
    double? RefusedRate,
    double? KeptByVerifier,
    double IndexSeconds,
    double IndexMbPerSecond,
    double QueriesPerSecond,
    [property: JsonPropertyName("p50_ms")] double P50Ms,
    [property: JsonPropertyName("p99_ms")] double P99Ms,
    double BytesPerCharacter) : Reply;
