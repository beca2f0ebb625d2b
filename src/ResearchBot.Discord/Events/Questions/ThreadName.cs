using ResearchBot.Core.Text;
using ResearchBot.Discord.Requests;

namespace ResearchBot.Discord.Events;

/// <summary>Names the thread of a question.</summary>
internal static class ThreadName
{
    private const int Longest = 100;

    /// <summary>The question, as far as Discord takes it.</summary>
    public static string Of(Incoming incoming)
    {
        var question = OutgoingText.CleanLine(incoming.Arguments.GetValueOrDefault("question") ?? string.Empty);
        if (question.Length == 0)
        {
            return "Question";
        }

        var end = Math.Min(question.Length, Longest - 1);
        return question.Length <= Longest ? question : question[..(char.IsHighSurrogate(question[end - 1]) ? end - 1 : end)] + "…";
    }
}
