namespace ResearchBot.Core.Answering;

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
