using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>What came of asking a model.</summary>
/// <param name="Statements">Those that hold, in the model's order.</param>
/// <param name="Dropped">Why the others do not, one word each.</param>
/// <param name="SaysNo">Whether the model sees no answer in the sources.</param>
/// <param name="SaysPartly">Whether it sees an answer to a part.</param>
/// <param name="Tokens">What it cost.</param>
internal sealed record GeneratedAnswer(
    IReadOnlyList<ProvenStatement> Statements, IReadOnlyList<string> Dropped, bool SaysNo, bool SaysPartly, TokenUse Tokens);
