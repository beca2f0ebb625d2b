using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>A statement as a model wrote it, not yet trusted.</summary>
/// <param name="Quotes">The quotes it claims as evidence.</param>
internal sealed record DraftedStatement(string? Text, IReadOnlyList<DraftedQuote>? Quotes);

internal sealed record DraftedQuote(int Source, string? Quote);

/// <summary>Tolerates numbers as text and trailing commas, which models produce.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(DraftedStatement))]
internal sealed partial class DraftJson : JsonSerializerContext;
