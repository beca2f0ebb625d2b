using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>The result of asking a model.</summary>
/// <param name="Dropped">Why the others were dropped, one word each.</param>
/// <param name="SaysNo">Whether the model sees no answer in the sources.</param>
/// <param name="SaysPartly">Whether it sees a partial answer.</param>
internal sealed record GeneratedAnswer(
    IReadOnlyList<ProvenStatement> Statements, IReadOnlyList<string> Dropped, bool SaysNo, bool SaysPartly, TokenUse Tokens);
