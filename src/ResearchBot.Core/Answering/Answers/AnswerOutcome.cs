using System.Text.Json.Serialization;

namespace ResearchBot.Core.Answering;

/// <summary>How far the documents answer a question.</summary>
public enum AnswerOutcome
{
    /// <summary>The cited excerpts speak to what was asked.</summary>
    [JsonStringEnumMemberName("answered")]
    Answered,

    /// <summary>They speak to a part of it: words of the question, or the figure or time that it asks for, are missing.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>Nothing does. Passages that come closest are shown as such.</summary>
    [JsonStringEnumMemberName("not_found")]
    NotFound,
}
