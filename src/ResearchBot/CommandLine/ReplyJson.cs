using System.Text.Json.Serialization;
using ResearchBot.Checks;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Evaluation;

namespace ResearchBot.CommandLine;

/// <summary>Replies as the JSON documents that the README describes: snake_case, absent values null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(PinnedShape))]
[JsonSerializable(typeof(WhyReply))]
[JsonSerializable(typeof(SearchReply))]
[JsonSerializable(typeof(IngestionReport))]
[JsonSerializable(typeof(CheckReply))]
[JsonSerializable(typeof(EvaluationReply))]
[JsonSerializable(typeof(TextReply))]
[JsonSerializable(typeof(DoneReply))]
[JsonSerializable(typeof(TableReply))]
[JsonSerializable(typeof(ListShape))]
[JsonSerializable(typeof(TextShape))]
[JsonSerializable(typeof(RemovedShape))]
[JsonSerializable(typeof(HelpShape))]
[JsonSerializable(typeof(FailureShape))]
internal sealed partial class ReplyJson : JsonSerializerContext;
