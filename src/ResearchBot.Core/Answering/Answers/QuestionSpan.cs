using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>The source of the program's traces and metrics. They contain names, counts and times, never text of a question, document or answer.</summary>
public static class BotTelemetry
{
    public const string Name = "ResearchBot";
    public static readonly ActivitySource Source = new(Name);
    public static readonly Meter Meter = new(Name);
}

/// <summary>A question from arrival to answer, with the duration of each step. Almost free while nobody listens.</summary>
public sealed class QuestionSpan : IDisposable
{
    private static readonly Histogram<double> Duration = BotTelemetry.Meter.CreateHistogram<double>(
        "researchbot.question.duration", "s", "From the arrival of a question to its answer.");

    private static readonly Histogram<double> StepDuration = BotTelemetry.Meter.CreateHistogram<double>(
        "researchbot.question.step.duration", "s", "One step of a question.");

    private static readonly Counter<long> Statements = BotTelemetry.Meter.CreateCounter<long>(
        "researchbot.statements", "{statement}", "Statements that a model drafted, by what the check made of them.");

    private readonly TimeProvider _time;
    private readonly string _platform;
    private readonly Activity? _span;
    private readonly long _start;
    private string _outcome = "failed";

    private QuestionSpan(string platform, TimeProvider time)
    {
        _time = time;
        _platform = platform;
        _span = BotTelemetry.Source.StartActivity("question");
        _span?.SetTag("researchbot.platform", platform);
        _start = time.GetTimestamp();
    }

    /// <summary>Starts with a question; dispose to end.</summary>
    /// <param name="platform"><c>discord</c>, <c>slack</c> or <c>console</c>.</param>
    public static QuestionSpan Start(string platform, TimeProvider time) => new(platform, time);

    /// <summary>A step of the current question; dispose to end.</summary>
    /// <param name="name"><c>retrieve</c>, <c>answer</c> or <c>check</c>.</param>
    public static IDisposable Step(string name, TimeProvider time) => new StepSpan(name, time);

    /// <summary>Counts a model's statements that passed or failed the check.</summary>
    public static void CountStatements(int kept, int dropped)
    {
        Statements.Add(kept, new KeyValuePair<string, object?>("researchbot.outcome", "kept"));
        Statements.Add(dropped, new KeyValuePair<string, object?>("researchbot.outcome", "dropped"));
    }

    /// <summary>Sets the outcome, by default <c>failed</c>.</summary>
    /// <param name="outcome">A low-cardinality word such as <c>modelled</c>, <c>extractive</c>, <c>fallback</c> or <c>refused</c>.</param>
    public void SetOutcome(string outcome) => _outcome = outcome;

    public void Dispose()
    {
        _span?.SetTag("researchbot.outcome", _outcome);
        _span?.Dispose();
        Duration.Record(
            _time.GetElapsedTime(_start).TotalSeconds,
            new KeyValuePair<string, object?>("researchbot.platform", _platform),
            new KeyValuePair<string, object?>("researchbot.outcome", _outcome));
    }

    private sealed class StepSpan(string name, TimeProvider time) : IDisposable
    {
        private readonly Activity? _span = BotTelemetry.Source.StartActivity(name);
        private readonly long _start = time.GetTimestamp();

        public void Dispose()
        {
            _span?.Dispose();
            StepDuration.Record(time.GetElapsedTime(_start).TotalSeconds, new KeyValuePair<string, object?>("researchbot.step", name));
        }
    }
}
