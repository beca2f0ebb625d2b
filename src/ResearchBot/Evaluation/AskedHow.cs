namespace ResearchBot.Evaluation;

/// <summary>How a set is asked.</summary>
/// <param name="WithoutRelevant">Answerable questions again with their relevant documents gone, so that refusing is right.</param>
/// <param name="ByWords">Without vectors, even where there is a model of them.</param>
/// <param name="WithModel">With the language model's wording, proved as for a person.</param>
internal sealed record AskedHow(bool WithoutRelevant, bool ByWords, bool WithModel);
