using System.Text.Json.Serialization;

namespace ResearchBot.Core.Answering;

/// <summary>An answer as JSON: what is stored and what the command line prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Answer))]
public sealed partial class AnswerJson : JsonSerializerContext;
