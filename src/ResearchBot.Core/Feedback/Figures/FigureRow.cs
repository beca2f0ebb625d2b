using System.Globalization;
using ResearchBot.Core.Answering;

namespace ResearchBot.Core.Feedback.Figures;

/// <summary>The figures of some questions, as a row of a table.</summary>
internal static class FigureRow
{
    private const int BarCharacters = 16;
    private const string Eighths = "▏▎▍▌▋▊▉█";

    /// <summary>The columns, after the one that names the row.</summary>
    public static readonly string[] Columns =
        ["questions", "found", "partly", "not found", "helpful", "not helpful", "askers", "median ms", "95% ms", "questions drawn"];

    /// <summary>A row.</summary>
    /// <param name="name">What it is about.</param>
    /// <param name="questions">Its questions.</param>
    /// <param name="longest">As many questions as the longest bar stands for; 0 draws none.</param>
    public static string[] Of(string name, IReadOnlyCollection<AnsweredQuestion> questions, int longest)
    {
        var latencies = questions.Select(question => question.ElapsedMs).Order().ToArray();
        return
        [
            name,
            Count(questions.Count),
            Count(questions.Count(question => question.Outcome == nameof(AnswerOutcome.Answered))),
            Count(questions.Count(question => question.Outcome == nameof(AnswerOutcome.Partial))),
            Count(questions.Count(question => question.Outcome == nameof(AnswerOutcome.NotFound))),
            Count(questions.Sum(question => question.Helpful)),
            Count(questions.Sum(question => question.Unhelpful)),
            Count(questions.Select(question => question.Person).Distinct().Count()),
            Quantile(latencies, 0.5),
            Quantile(latencies, 0.95),
            Bar(questions.Count, longest),
        ];
    }

    /// <summary>A bar in steps of an eighth of a character; anything above 0 can be seen.</summary>
    public static string Bar(int value, int longest)
    {
        var eighths = longest == 0 || value == 0 ? 0 : Math.Max(1, (int)Math.Round(value * BarCharacters * 8.0 / longest));
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? string.Empty : Eighths[(eighths % 8) - 1].ToString());
    }

    /// <summary>The nearest-rank quantile of ordered values; a dash where there are none.</summary>
    public static string Quantile(long[] ordered, double share) =>
        ordered.Length == 0 ? "-" : Count(ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Length) - 1)]);

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);
}
