using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>What holds for a question where it is asked.</summary>
/// <param name="Scope">What it searches: what its audience may read, of the collections that were chosen for the channel.</param>
/// <param name="IsLimited">Whether collections were chosen.</param>
/// <param name="Gone">Chosen collections that are no longer there.</param>
/// <param name="Mode">Who words its answer.</param>
/// <param name="Language">The language of the bot's own words around it, as an ISO 639-1 code.</param>
public sealed record EffectiveSettings(ReadScope Scope, bool IsLimited, IReadOnlyList<string> Gone, AnswerMode Mode, string Language)
{
    /// <summary>The scope that an answer shows, with what the choice of collections left out of it.</summary>
    public SearchedScope Mark(SearchedScope searched) => searched with { IsLimited = IsLimited, Gone = Gone };
}
