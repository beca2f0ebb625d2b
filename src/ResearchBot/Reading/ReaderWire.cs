using System.Text.Json.Serialization;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Reading;

/// <summary>What the reading process is asked.</summary>
internal sealed record ReaderRequest(string Name, int MaxCharacters);

/// <summary>What it answers: a document, or why there is none.</summary>
internal sealed record ReaderResponse(ReadDocument? Document, string? Refused);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReaderRequest))]
[JsonSerializable(typeof(ReaderResponse))]
internal sealed partial class ReaderWireJson : JsonSerializerContext;
