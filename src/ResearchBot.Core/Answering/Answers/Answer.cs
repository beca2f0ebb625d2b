using System.Text.Json.Serialization;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>The answer to a question, as it is sent, stored and printed as JSON.</summary>
/// <param name="Question">As it was asked.</param>
/// <param name="Outcome">How far the documents answer it.</param>
/// <param name="Confidence">How probable it is that the first passage answers it, 0 to 1, two decimals.</param>
/// <param name="Mode">Who worded it.</param>
/// <param name="Statements">One to three; none when nothing was found.</param>
/// <param name="Citations">Numbered from 1; every statement's and conflict's.</param>
/// <param name="Conflicts">Where sources differ on what was asked.</param>
/// <param name="MissingTerms">Words of the question that stand nowhere in what was searched, nor any word that is used for them.</param>
/// <param name="Closest">When nothing was found: the passages that come closest. They are not an answer.</param>
/// <param name="Searched">What was searched.</param>
/// <param name="ElapsedMs">From the question's arrival in the core to this answer.</param>
public sealed record Answer(
    string Question,
    AnswerOutcome Outcome,
    double Confidence,
    AnswerMode Mode,
    IReadOnlyList<Statement> Statements,
    IReadOnlyList<Citation> Citations,
    IReadOnlyList<Conflict> Conflicts,
    IReadOnlyList<string> MissingTerms,
    IReadOnlyList<Citation> Closest,
    SearchedScope Searched,
    long ElapsedMs)
{
    /// <summary>The language model that was asked; null where none was.</summary>
    public string? Model { get; init; }

    /// <summary>What it counted; null where none was asked, or where it did not say.</summary>
    public TokenUse? Tokens { get; init; }

    /// <summary>How many of its statements were left out since the documents do not carry them.</summary>
    public int DroppedStatements { get; init; }

    /// <summary>Why the answer is word for word where a model was to word it; null where it is as it was to be.</summary>
    public Fallback? Fallback { get; init; }
}

/// <summary>A moderator's word on a conflict.</summary>
/// <param name="Holds">The number of the citation that holds.</param>
/// <param name="Note">Why, for readers; empty where none was given.</param>
/// <param name="At">When.</param>
public sealed record Ruling(int Holds, string Note, DateTimeOffset At);

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

/// <summary>One thing that an answer says.</summary>
/// <param name="Text">One sentence, white space collapsed.</param>
/// <param name="Citations">The numbers of the citations that carry it, never empty.</param>
public sealed record Statement(string Text, IReadOnlyList<int> Citations);

/// <summary>Sources that give different figures for the same thing.</summary>
/// <param name="About">What they differ on, in their words.</param>
/// <param name="Citations">The numbers of the citations that differ, two or more.</param>
public sealed record Conflict(string About, IReadOnlyList<int> Citations)
{
    /// <summary>What a moderator said about it; null where none did.</summary>
    public Ruling? Ruling { get; init; }
}

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

/// <summary>What a language model counted for an answer.</summary>
/// <param name="Input">Tokens that it read.</param>
/// <param name="Output">Tokens that it wrote.</param>
public sealed record TokenUse(long Input, long Output)
{
    /// <summary>Both together with another use.</summary>
    public TokenUse Plus(TokenUse other) => new(Input + other.Input, Output + other.Output);
}

/// <summary>What a model has written of an answer so far: only statements whose quotes were found and carry them. It is not compared with the store
/// yet, and is shown as unchecked until the answer takes its place.</summary>
/// <param name="Statements">One line each.</param>
/// <param name="Language">The language of the bot's own words around it.</param>
public sealed record DraftedAnswer(IReadOnlyList<string> Statements, string Language);

/// <summary>What was searched for an answer.</summary>
/// <param name="Workspace">The asker's.</param>
/// <param name="Collections">The names of the collections that held anything.</param>
/// <param name="Documents">How many documents they hold.</param>
/// <param name="Chunks">How many chunks.</param>
public sealed record SearchedScope(string Workspace, IReadOnlyList<string> Collections, int Documents, int Chunks)
{
    /// <summary>Whether a moderator chose which collections are searched there.</summary>
    public bool IsLimited { get; init; }

    /// <summary>Chosen collections that are no longer there.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Describes a search's scope.</summary>
    public static SearchedScope Of(string workspace, SearchScope scope) =>
        new(workspace, [.. scope.Collections.Select(id => id.Name)], scope.Documents, scope.Chunks);

    /// <summary>The same for other readers: without the collections that they may not read, and then without counts, which would tell of these.</summary>
    public SearchedScope As(ReadScope scope)
    {
        var readable = Collections.Intersect(scope.Collections.Select(id => id.Name)).ToArray();
        return readable.Length == Collections.Count ? this : new SearchedScope(Workspace, readable, Documents: 0, Chunks: 0);
    }
}

/// <summary>An answer as JSON: what is stored and what the command line prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Answer))]
public sealed partial class AnswerJson : JsonSerializerContext;
