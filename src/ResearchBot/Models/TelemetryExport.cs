using System.ComponentModel;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ResearchBot.Configuration;
using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Models;

/// <summary>Where traces and metrics go (section <c>Telemetry</c>).</summary>
[DisplayName("Telemetry")]
public sealed class TelemetryOptions
{
    /// <summary>Base address of an OTLP receiver over HTTP, such as <c>http://127.0.0.1:4318</c>; empty for none.</summary>
    public string OtlpEndpoint { get; set; } = string.Empty;
}

/// <summary>The message names its key.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) =>
        SettingsCheck.Apply(SettingsCheck.Address(nameof(options.OtlpEndpoint), options.OtlpEndpoint));
}

/// <summary>Sends traces and metrics to the receiver that is set up, from <see cref="Start"/> until it is disposed; to none if none is.</summary>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options) : IDisposable
{
    private const int Patience = 3000; // ms, which a command may last longer if nobody receives

    // In seconds, for answers that take from a tenth of one to minutes (as the GenAI conventions advise).
    private static readonly double[] Durations = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
    private static readonly double[] Tokens = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public void Start()
    {
        if (options.Value.OtlpEndpoint.Length > 0 && _traces is null)
        {
            Export();
        }
    }

    public void Dispose()
    {
        if (_traces is not null)
        {
            End();
        }
    }

    // Apart from what is called at each start, so that nothing of OpenTelemetry is loaded without a receiver.
    private void Export()
    {
        var resource = ResourceBuilder.CreateEmpty().AddService(BotTelemetry.Name, autoGenerateServiceInstanceId: true);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(BotTelemetry.Name)
            .AddOtlpExporter(exporter => Direct(exporter, "v1/traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(BotTelemetry.Name)
            .AddView(instrument => instrument.Unit switch
            {
                "s" => new ExplicitBucketHistogramConfiguration { Boundaries = Durations },
                "{token}" => new ExplicitBucketHistogramConfiguration { Boundaries = Tokens },
                _ => null,
            })
            .AddOtlpExporter(exporter => Direct(exporter, "v1/metrics"))
            .Build();
    }

    private void End()
    {
        _traces?.Shutdown(Patience);
        _metrics?.Shutdown(Patience);
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Direct(OtlpExporterOptions exporter, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{options.Value.OtlpEndpoint.TrimEnd('/')}/{path}");
        exporter.TimeoutMilliseconds = Patience;
    }
}
