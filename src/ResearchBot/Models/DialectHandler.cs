using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;

namespace ResearchBot.Models;

/// <summary>Asks a server that refuses a request as such again without the parts of the protocol that it may lack, and leaves them out from then on
/// if that succeeded.</summary>
internal sealed class DialectHandler(bool isOpenAi) : DelegatingHandler
{
    /// <summary>Most often lacking first: the members of a request, and how else a refusal may speak of them.</summary>
    private static readonly (string[] Members, string[] OtherNames)[] Parts =
    [
        (["response_format", "output_config", "output_format"], ["json_schema", "structured output"]),
        (["temperature"], []),
        ([LimitName, NewLimitName], []),
        (["stream_options"], ["include_usage"]),
    ];

    /// <summary>OpenAI's newer models refuse <c>max_tokens</c>; many other servers pass over <c>max_completion_tokens</c>, and write without end.</summary>
    public const string LimitName = "max_tokens";
    public const string NewLimitName = "max_completion_tokens";

    private uint _known;

    public static void RenameLimit(JsonObject body, string from, string to)
    {
        if (body.Remove(from, out var limit))
        {
            body[to] = limit;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await AnswerStream.ReadRequestAsync(request, cancellationToken);
        var possible = PossibleFor(body);
        var left = possible & Volatile.Read(ref _known);
        while (true)
        {
            request.Content = AnswerStream.ToContent(Encoding.UTF8.GetBytes(Without(left, body).ToJsonString()));
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                Interlocked.Or(ref _known, left);
                return response;
            }
            catch (EndpointFault refused) when (refused.Status is 400 or 422 && Next(refused.Words, possible & ~left) is var next && next != 0)
            {
                left |= next;
            }
        }
    }

    private uint PossibleFor(JsonObject body)
    {
        var possible = 0u;
        foreach (var (place, (members, _)) in Parts.Index())
        {
            possible |= members.Any(body.ContainsKey) && (isOpenAi || members[0] != LimitName) ? 1u << place : 0;
        }

        return possible;
    }

    private static JsonObject Without(uint left, JsonObject body)
    {
        var fewer = (JsonObject)body.DeepClone();
        foreach (var (place, (members, _)) in Parts.Index().Where(part => (left & (1u << part.Index)) != 0))
        {
            if (members[0] == LimitName)
            {
                var isOld = body.ContainsKey(LimitName);
                RenameLimit(fewer, isOld ? LimitName : NewLimitName, isOld ? NewLimitName : LimitName);
                continue;
            }

            foreach (var member in members)
            {
                fewer.Remove(member);
            }
        }

        return fewer;
    }

    /// <summary>The part that the refusal names, else the one that most servers lack.</summary>
    private static uint Next(string words, uint open)
    {
        foreach (var (place, (members, otherNames)) in Parts.Index())
        {
            if ((open & (1u << place)) != 0 && members.Concat(otherNames).Any(name => words.Contains(name, StringComparison.OrdinalIgnoreCase)))
            {
                return 1u << place;
            }
        }

        return open == 0 ? 0 : 1u << BitOperations.TrailingZeroCount(open);
    }
}
