using System.Text.Json.Serialization;

namespace ResearchBot.Core.Answering;

/// <summary>Why an answer is word for word where a model was to word it.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Id">Under which the log says more.</param>
public sealed record Fallback(FallbackReason Reason, string Id);

/// <summary>What kept a model from wording an answer.</summary>
public enum FallbackReason
{
    /// <summary>It gave none, or none in time.</summary>
    [JsonStringEnumMemberName("model_failed")]
    ModelFailed,

    /// <summary>Nothing that it said holds.</summary>
    [JsonStringEnumMemberName("nothing_proved")]
    NothingProved,

    /// <summary>It saw no answer where the search is sure of one.</summary>
    [JsonStringEnumMemberName("no_answer_seen")]
    NoAnswerSeen,

    /// <summary>The asker has used up the day's tokens.</summary>
    [JsonStringEnumMemberName("person_budget")]
    PersonBudget,

    /// <summary>The workspace has used up the day's tokens or money.</summary>
    [JsonStringEnumMemberName("workspace_budget")]
    WorkspaceBudget,
}
