using System.Text.Json.Serialization;

namespace ResearchBot.Models;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EmbeddingRequest))]
[JsonSerializable(typeof(EmbeddingResponse))]
internal sealed partial class EmbeddingJson : JsonSerializerContext;

// https://platform.openai.com/docs/api-reference/embeddings/create
internal sealed record EmbeddingRequest(string Model, IReadOnlyList<string> Input, string EncodingFormat, int? Dimensions);

internal sealed record EmbeddingResponse(IReadOnlyList<EmbeddingDatum> Data);

internal sealed record EmbeddingDatum(int Index, float[] Embedding);
