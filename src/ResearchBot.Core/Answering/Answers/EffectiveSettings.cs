namespace ResearchBot.Core.Answering.Answers;

/// <summary>What applies to a question where it is asked.</summary>
/// <param name="Scope">The readable collections among those chosen for the channel.</param>
/// <param name="IsLimited">Whether collections were chosen for the channel.</param>
/// <param name="Gone">Chosen collections that no longer exist.</param>
/// <param name="Language">ISO 639-1 code for the bot's own words.</param>
public sealed record EffectiveSettings(ReadScope Scope, bool IsLimited, IReadOnlyList<string> Gone, AnswerMode Mode, string Language)
{
    /// <summary>Marks an answer's scope with the channel's choice of collections.</summary>
    public SearchedScope Mark(SearchedScope searched) => searched with { IsLimited = IsLimited, Gone = Gone };
}
