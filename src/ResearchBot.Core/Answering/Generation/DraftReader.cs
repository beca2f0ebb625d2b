using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>Finds statements in a model's output as soon as each is complete: in plain JSON, in a fence, among other text, or cut off.</summary>
internal sealed partial class DraftReader
{
    private const int DeepestNesting = 16;
    private readonly StringBuilder _written = new();
    private readonly Stack<int> _open = new();
    private int _read;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>Whether the model says that the sources do not answer.</summary>
    public bool SaysNo => Verdict().Match(_written.ToString()) is { Success: true } match && match.Groups[1].Value.Equals("no", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it says that they answer only a part.</summary>
    public bool SaysPartly => Verdict().Match(_written.ToString()) is { Success: true } match && match.Groups[1].Value.Equals("partly", StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds the next piece of the model's output and returns the statements that are now complete.</summary>
    public IReadOnlyList<DraftedStatement> Take(string written)
    {
        _written.Append(written);
        var complete = new List<DraftedStatement>();
        for (; _read < _written.Length; _read++)
        {
            var c = _written[_read];
            if (_isInString)
            {
                (_isInString, _isEscaped) = (_isEscaped || c != '"', !_isEscaped && c == '\\');
            }
            else if (c == '"' && _open.Count > 0)
            {
                _isInString = true;
            }
            else if (c == '{' && _open.Count < DeepestNesting)
            {
                _open.Push(_read);
            }
            else if (c == '}' && _open.TryPop(out var start) && Parse(_written.ToString(start, _read + 1 - start)) is { } statement)
            {
                complete.Add(statement);
            }
        }

        return complete;
    }

    private static DraftedStatement? Parse(string written)
    {
        if (!written.Contains("quotes", StringComparison.OrdinalIgnoreCase))
        {
            return null; // a quote of a statement, or the whole, which holds them
        }

        try
        {
            return JsonSerializer.Deserialize(written, DraftJson.Default.DraftedStatement) is { Text: not null, Quotes: not null } statement ? statement : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("\"answers\"\\s*:\\s*\"(\\w+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Verdict();
}

/// <summary>A statement as a model wrote it, not yet trusted.</summary>
/// <param name="Quotes">The quotes it claims as evidence.</param>
internal sealed record DraftedStatement(string? Text, IReadOnlyList<DraftedQuote>? Quotes);

internal sealed record DraftedQuote(int Source, string? Quote);

/// <summary>Tolerates numbers as text and trailing commas, which models produce.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(DraftedStatement))]
internal sealed partial class DraftJson : JsonSerializerContext;
