using System.Text.Json.Serialization;

namespace ResearchBot.Core.Answering;

/// <summary>Who worded an answer.</summary>
public enum AnswerMode
{
    /// <summary>Every statement is a sentence of a document, word for word.</summary>
    [JsonStringEnumMemberName("extractive")]
    Extractive,

    /// <summary>A language model worded it; every statement rests on a checked quote.</summary>
    [JsonStringEnumMemberName("model")]
    Model,
}
