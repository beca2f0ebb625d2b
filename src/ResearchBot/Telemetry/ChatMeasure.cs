using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using ResearchBot.Core.Telemetry;
using ResearchBot.Models.Chat;

namespace ResearchBot.Telemetry;

/// <summary>One answer of a model, as https://opentelemetry.io/docs/specs/semconv/gen-ai/ names its parts.</summary>
internal sealed class ChatMeasure : IDisposable
{
    private static readonly Histogram<double> Duration = BotTelemetry.Meter.CreateHistogram<double>(
        "gen_ai.client.operation.duration", "s", "GenAI operation duration.");

    private static readonly Histogram<long> Tokens = BotTelemetry.Meter.CreateHistogram<long>(
        "gen_ai.client.token.usage", "{token}", "Number of input and output tokens used.");

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Activity? _span;
    private readonly TagList _tags;
    private string? _model;
    private ChatFinishReason? _finish;
    private UsageDetails? _usage;
    private string? _error;

    public ChatMeasure(ChatModelOptions settings, ChatOptions? options, TimeProvider time)
    {
        _time = time;
        _tags = new TagList
        {
            { "gen_ai.operation.name", "chat" },
            { "gen_ai.provider.name", settings.Provider },
            { "gen_ai.request.model", settings.Model },
            { "server.address", settings.Address.Host },
            { "server.port", settings.Address.Port },
        };
        _span = BotTelemetry.Source.StartActivity($"chat {settings.Model}", ActivityKind.Client, parentContext: default, _tags);
        _span?.SetTag("gen_ai.request.max_tokens", Math.Min(options?.MaxOutputTokens ?? int.MaxValue, settings.LongestOutputTokens));
        _span?.SetTag("gen_ai.output.type", options?.ResponseFormat is ChatResponseFormatJson ? "json" : "text");
        _start = time.GetTimestamp();
    }

    /// <summary>What an answer or a piece of one tells of itself.</summary>
    public void See(string? model, ChatFinishReason? finish, UsageDetails? usage)
    {
        _model = model ?? _model;
        _finish = finish ?? _finish;
        _usage = usage is null ? _usage : Latest(_usage, usage);
    }

    /// <summary>By its kind: what it says may hold anything.</summary>
    public void Fail(Exception fault) => _error = fault is OperationCanceledException ? "cancelled" : fault.GetType().Name;

    public void Dispose()
    {
        var tags = _tags;
        if (_model is not null)
        {
            tags.Add("gen_ai.response.model", _model);
        }

        Count(_usage?.InputTokenCount, "input", tags);
        Count(_usage?.OutputTokenCount, "output", tags);
        if (_error is not null)
        {
            tags.Add("error.type", _error);
        }

        Duration.Record(_time.GetElapsedTime(_start).TotalSeconds, tags);
        if (_span is null)
        {
            return;
        }

        _span.SetTag("gen_ai.response.model", _model);
        _span.SetTag("gen_ai.response.finish_reasons", _finish is { } finish ? new[] { finish.Value } : null);
        _span.SetTag("gen_ai.usage.input_tokens", _usage?.InputTokenCount);
        _span.SetTag("gen_ai.usage.output_tokens", _usage?.OutputTokenCount);
        _span.SetTag("error.type", _error);
        _span.SetStatus(_error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        _span.Dispose();
    }

    private static void Count(long? tokens, string type, TagList tags)
    {
        if (tokens is { } known)
        {
            tags.Add("gen_ai.token.type", type);
            Tokens.Record(known, tags);
        }
    }

    /// <summary>A stream counts as it goes, each time from the start.</summary>
    private static UsageDetails Latest(UsageDetails? before, UsageDetails now) => new()
    {
        InputTokenCount = now.InputTokenCount ?? before?.InputTokenCount,
        OutputTokenCount = now.OutputTokenCount ?? before?.OutputTokenCount,
    };
}
