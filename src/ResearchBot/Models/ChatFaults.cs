using System.Text.Json;
using Anthropic.Exceptions;
using Polly.CircuitBreaker;
using Polly.Timeout;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Text;

namespace ResearchBot.Models;

/// <summary>Explains a model's faults. No exception of a client goes further: a server may repeat the key or the question in its answer.</summary>
internal sealed class ChatFaults(ChatModelOptions settings)
{
    private const int MostWords = 200;

    private readonly string _name = settings.Name;

    /// <summary>Whether the fault is the endpoint's, not one question's.</summary>
    public static bool IsEndpoints(Exception? fault) => fault switch
    {
        null or ModelFaultException or OperationCanceledException => false,
        EndpointFault refused => refused.MayPass || refused.Status is null or 401 or 403 or 404,
        _ => true,
    };

    public ModelFaultException Refused() => new($"{_name} declines to answer this. Ask in other words.");

    public ModelFaultException Busy() => new($"{_name} is busy with other questions, and has been for {settings.DeadlineSeconds} s. Ask again later.");

    public ModelFaultException Empty(bool isCut) => new(isCut
        ? $"{_name} wrote nothing within {settings.LongestOutputTokens} tokens. Raise Models:Chat:LongestOutputTokens: models that reason first need more."
        : $"{_name} gave an empty answer. Ask again; if it stays so, try another Models:Chat:Model.");

    public ModelFaultException Explain(Exception fault) => fault switch
    {
        ModelFaultException known => known,
        BrokenCircuitException broken => Paused(broken.RetryAfter),
        TimeoutRejectedException => new($"{_name} has not answered within {settings.DeadlineSeconds} s. Ask again; if it stays so, check the endpoint or raise Models:Chat:DeadlineSeconds."),
        EndpointFault { Status: { } status } refused => new($"{_name} {Meaning(status)}", refused.RetryAfter) { Details = Words(refused.Words) },
        EndpointFault { IsTls: true } untrusted => new($"{_name} cannot be asked: its certificate is not trusted here. Check Models:Chat:Endpoint, or install the certificate of its authority.") { Details = Words(untrusted.Words) },
        EndpointFault unreachable => new($"{_name} cannot be reached. Check Models:Chat:Endpoint, the network, and whether the service runs.") { Details = Words(unreachable.Words) },
        EndlessAnswerException => new($"{_name} writes without end and was stopped. Try another Models:Chat:Model."),
        AnswerErrorException or AnthropicSseException => new($"{_name} failed in the middle of its answer. Ask again.") { Details = Words((fault as AnswerErrorException)?.Words ?? fault.Message) },
        IOException or HttpRequestException => BrokeOff(fault.Message),
        JsonException => NoAnswer(null),
        _ => NoAnswer($"{fault.GetType().Name}: {fault.Message}"),
    };

    private static string Meaning(int status) => status switch
    {
        401 or 403 => $"refuses the key ({status}). Check Models:Chat:ApiKey.",
        404 => $"knows no such model or address ({status}). Check Models:Chat:Endpoint and Models:Chat:Model.",
        408 => $"waited too long for the request ({status}). Ask again, and check the network.",
        413 => $"finds the request too large ({status}). Choose a model with a longer context in Models:Chat:Model.",
        429 => $"is asked more than it allows ({status}). Ask again later; the limit or the balance of the account may be used up.",
        >= 500 => $"has a fault of its own ({status}). Ask again later.",
        >= 300 and < 400 => $"sends requests elsewhere ({status}). Set Models:Chat:Endpoint to the address that it means.",
        _ => $"refuses the request ({status}). Check Models:Chat:Model, and see what “check” says.",
    };

    private ModelFaultException Paused(TimeSpan? still)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(still?.TotalSeconds ?? 1));
        return new ModelFaultException($"{_name} failed repeatedly and is not asked for another {seconds} s. Ask again then; “check” says what is wrong.", still);
    }

    private ModelFaultException BrokeOff(string? words) => new($"{_name} broke off in the middle of its answer. Ask again.") { Details = Words(words) };

    private ModelFaultException NoAnswer(string? words) =>
        new($"{_name} answered with something that is no answer of a language model. Check Models:Chat:Provider and Models:Chat:Endpoint.") { Details = Words(words) };

    private string? Words(string? written) => Words(written ?? string.Empty, settings.ApiKey);

    /// <summary>What an endpoint wrote, on one short line and without the key; null if nothing.</summary>
    internal static string? Words(string written, string key)
    {
        written = OutgoingText.CleanLine(key.Length == 0 ? written : written.Replace(key, "…", StringComparison.Ordinal));
        return written.Length == 0 ? null : written[..Math.Min(written.Length, MostWords)];
    }
}
