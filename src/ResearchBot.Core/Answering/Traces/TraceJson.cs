using System.Text.Json.Serialization;

namespace ResearchBot.Core.Answering;

/// <summary>A trace as it is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AnswerTrace))]
internal sealed partial class TraceJson : JsonSerializerContext;
