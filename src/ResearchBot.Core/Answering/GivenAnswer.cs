using ResearchBot.Core.Answering.Rules;

namespace ResearchBot.Core.Answering;

/// <summary>An answer and how it came about.</summary>
/// <param name="Answer">Checked against the store.</param>
/// <param name="Rules">What held where it was asked.</param>
/// <param name="Trace">How it was found and checked.</param>
public sealed record GivenAnswer(Answer Answer, QuestionRules Rules, AnswerTrace Trace);
