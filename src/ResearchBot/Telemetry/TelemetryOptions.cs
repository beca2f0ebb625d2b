using System.ComponentModel;

namespace ResearchBot.Telemetry;

/// <summary>Where traces and metrics go (section <c>Telemetry</c>).</summary>
[DisplayName("Telemetry")]
public sealed class TelemetryOptions
{
    /// <summary>Base address of an OTLP receiver over HTTP, such as <c>http://127.0.0.1:4318</c>; empty for none.</summary>
    public string OtlpEndpoint { get; set; } = string.Empty;
}
