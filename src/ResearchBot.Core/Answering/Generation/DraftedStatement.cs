using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>A statement as a model wrote it: nothing of it is known to be true.</summary>
/// <param name="Text">The statement.</param>
/// <param name="Quotes">What it is said to rest on.</param>
internal sealed record DraftedStatement(string? Text, IReadOnlyList<DraftedQuote>? Quotes);

/// <summary>A quote as a model wrote it.</summary>
/// <param name="Source">The number of a source.</param>
/// <param name="Quote">What is said to stand there.</param>
internal sealed record DraftedQuote(int Source, string? Quote);

/// <summary>Models write numbers as text too, and leave commas behind.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(DraftedStatement))]
internal sealed partial class DraftJson : JsonSerializerContext;
