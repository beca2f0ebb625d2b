using ResearchBot.Models.Chat.Http;

namespace ResearchBot.Models.Chat;

/// <summary>Which parts of the protocol a server knows: learnt from what it refuses, and remembered once a request without them succeeded.</summary>
internal sealed class Dialect
{
    private static readonly (Concessions Concession, string[] Names)[] Parts =
    [
        (Concessions.NoSchema, ["response_format", "json_schema", "output_config", "output_format", "structured output"]),
        (Concessions.NoTemperature, ["temperature"]),
        (Concessions.OtherLimitName, ["max_completion_tokens", "max_tokens"]),
        (Concessions.NoStreamUsage, ["stream_options", "include_usage"]),
    ];

    private int _known;

    /// <summary>Asks, again with fewer of the parts while the server refuses the request as such.</summary>
    /// <param name="possible">What this request can do without.</param>
    /// <param name="ask">Asks once.</param>
    public async Task<T> AskAsync<T>(Concessions possible, Func<Concessions, Task<T>> ask)
    {
        var made = possible & (Concessions)Volatile.Read(ref _known);
        while (true)
        {
            try
            {
                var answer = await ask(made);
                Interlocked.Or(ref _known, (int)made);
                return answer;
            }
            catch (EndpointFault refused) when (refused.Status is 400 or 422 && Next(refused.Words, possible & ~made) is var next && next != Concessions.None)
            {
                made |= next;
            }
        }
    }

    /// <summary>The part that the refusal names, else the one that most servers lack.</summary>
    private static Concessions Next(string words, Concessions left)
    {
        var open = Parts.Where(part => left.HasFlag(part.Concession)).ToArray();
        var named = open.FirstOrDefault(part => part.Names.Any(name => words.Contains(name, StringComparison.OrdinalIgnoreCase)));
        return named.Concession != Concessions.None ? named.Concession : open.FirstOrDefault().Concession;
    }
}
