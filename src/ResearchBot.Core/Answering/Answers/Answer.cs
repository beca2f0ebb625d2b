using System.Text.Json.Serialization;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>The answer to a question, as it is sent, stored and printed as JSON.</summary>
/// <param name="Outcome">How far the documents answer it.</param>
/// <param name="Confidence">Probability that the first passage answers it, 0 to 1, two decimals.</param>
/// <param name="Citations">Those of all statements and conflicts, numbered from 1.</param>
/// <param name="Conflicts">Sources that differ on what was asked.</param>
/// <param name="MissingTerms">Words of the question that occur nowhere in what was searched, nor any related word.</param>
/// <param name="Closest">If nothing was found: the closest passages, which are not an answer.</param>
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
    /// <summary>The question that was answered, if it is a follow-up that was reworded to stand alone; null otherwise.</summary>
    public string? Standalone { get; init; }

    /// <summary>Words of the question that stand nowhere in what was searched, and the words that were searched for instead.</summary>
    public IReadOnlyList<CorrectedWord> Corrected { get; init; } = [];

    /// <summary>The parts of the question that nothing answers, in the asker's words.</summary>
    public IReadOnlyList<string> Unanswered { get; init; } = [];

    /// <summary>Whether the statements list what was asked for over several places, and there may be more than were read.</summary>
    public bool MayHaveMore { get; init; }

    /// <summary>The same without the asker's words around the documents' own.</summary>
    /// <param name="question">What stands in their place.</param>
    public Answer WithoutWords(string question) => this with
    {
        Question = question, Standalone = null, MissingTerms = [], Corrected = [], Unanswered = [], Statements = [.. Statements.Select(statement => statement with { About = null })],
    };

    public string? Model { get; init; }

    /// <summary>Tokens used; null if no model was asked or it reported none.</summary>
    public TokenUse? Tokens { get; init; }

    /// <summary>Statements left out because the documents do not support them.</summary>
    public int DroppedStatements { get; init; }

    /// <summary>Why the answer is extractive although a model should have worded it; null otherwise.</summary>
    public Fallback? Fallback { get; init; }
}

/// <summary>A moderator's decision on a conflict: the number of the citation that is right, and a note, which may be empty.</summary>
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
    /// <summary>The cited excerpts cover what was asked.</summary>
    [JsonStringEnumMemberName("answered")]
    Answered,

    /// <summary>The nearest that was found: shown as such, since it may not answer the question.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>Nothing answers it. The closest passages are shown as such.</summary>
    [JsonStringEnumMemberName("not_found")]
    NotFound,
}

/// <summary>One sentence of an answer.</summary>
/// <param name="Citations">The numbers of the citations that support it, never empty.</param>
public sealed record Statement(string Text, IReadOnlyList<int> Citations)
{
    /// <summary>The part of the question that it answers, in the asker's words; null if the question has no parts.</summary>
    public string? About { get; init; }

    /// <summary>Whether it is only the nearest that was found for that part.</summary>
    public bool IsNearest { get; init; }
}

/// <summary>Sources with different figures for the same thing: what they differ on, in their own words, and their citations, two or more.</summary>
public sealed record Conflict(string About, IReadOnlyList<int> Citations)
{
    /// <summary>A moderator's ruling; null if there is none.</summary>
    public Ruling? Ruling { get; init; }
}

/// <summary>Why an answer is extractive although a model should have worded it, with the id under which the log has details.</summary>
public sealed record Fallback(FallbackReason Reason, string Id);

/// <summary>Why a model did not word an answer.</summary>
public enum FallbackReason
{
    /// <summary>It failed or was too slow.</summary>
    [JsonStringEnumMemberName("model_failed")]
    ModelFailed,

    /// <summary>None of its statements is supported.</summary>
    [JsonStringEnumMemberName("nothing_proved")]
    NothingProved,

    /// <summary>It saw no answer although the search is confident of one.</summary>
    [JsonStringEnumMemberName("no_answer_seen")]
    NoAnswerSeen,

    /// <summary>The person has used up the day's tokens.</summary>
    [JsonStringEnumMemberName("person_budget")]
    PersonBudget,

    /// <summary>The workspace has used up the day's tokens or money.</summary>
    [JsonStringEnumMemberName("workspace_budget")]
    WorkspaceBudget,
}

/// <summary>The tokens that a language model read and wrote for an answer.</summary>
public sealed record TokenUse(long Input, long Output)
{
    /// <summary>The sum of two uses.</summary>
    public TokenUse Plus(TokenUse other) => new(Input + other.Input, Output + other.Output);
}

/// <summary>What a model has written so far: only statements that their quotes support. It is not yet compared with the store, and is shown as unchecked
/// until the answer replaces it.</summary>
/// <param name="Statements">One line each.</param>
/// <param name="Language">The language of the bot's own words around it.</param>
public sealed record DraftedAnswer(IReadOnlyList<string> Statements, string Language);

/// <summary>What was searched for an answer: the non-empty collections by name.</summary>
public sealed record SearchedScope(string Workspace, IReadOnlyList<string> Collections, int Documents, int Chunks)
{
    /// <summary>Whether a moderator restricted the collections that are searched there.</summary>
    public bool IsLimited { get; init; }

    /// <summary>Chosen collections that no longer exist.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Describes a search's scope.</summary>
    public static SearchedScope Of(string workspace, SearchScope scope) =>
        new(workspace, [.. scope.Collections.Select(id => id.Name)], scope.Documents, scope.Chunks);

    /// <summary>The scope for other readers: collections that they may not read are removed, and then also the counts, which would reveal them.</summary>
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
