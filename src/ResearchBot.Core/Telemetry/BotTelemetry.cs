using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ResearchBot.Core.Telemetry;

/// <summary>Where the program's traces and metrics come from. Names, counts and times only: never a text of a question, document or answer.</summary>
public static class BotTelemetry
{
    /// <summary>Of the source and of the meter.</summary>
    public const string Name = "ResearchBot";

    /// <summary>Spans.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>Metrics.</summary>
    public static readonly Meter Meter = new(Name);
}
