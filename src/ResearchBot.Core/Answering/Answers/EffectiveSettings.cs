namespace ResearchBot.Core.Answering.Answers;

/// <summary>What applies to a question where it is asked: the readable collections among those chosen for the channel, the answer mode, and the language of
/// the bot's own words (ISO 639-1).</summary>
/// <param name="Language">ISO 639-1 code for the bot's own words.</param>
public sealed record EffectiveSettings(ReadScope Scope, bool IsLimited, IReadOnlyList<string> Gone, AnswerMode Mode, string Language)
{
    /// <summary>Marks an answer's scope with the channel's choice of collections.</summary>
    public SearchedScope Mark(SearchedScope searched) => searched with { IsLimited = IsLimited, Gone = Gone };
}
