using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace ResearchBot.Core.Prompts;

/// <summary>What a model is told: its instructions and the request that carries the data.</summary>
/// <param name="Purpose">For whoever reads the file.</param>
/// <param name="Version">Counted up by whoever changes the text.</param>
/// <param name="Instructions">The system message.</param>
/// <param name="Request">The user's message; inputs stand in both as <c>{{name}}</c>.</param>
public sealed partial record Prompt(string Purpose, int Version, string Instructions, string Request)
{
    /// <summary>The messages. What is filled in is never searched for placeholders.</summary>
    public IReadOnlyList<ChatMessage> Fill(IReadOnlyDictionary<string, string> inputs) =>
        [new(ChatRole.System, Fill(Instructions, inputs)), new(ChatRole.User, Fill(Request, inputs))];

    /// <summary>The names of the inputs that stand in a text.</summary>
    public static IEnumerable<string> InputsOf(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    private static string Fill(string text, IReadOnlyDictionary<string, string> inputs) =>
        Placeholder().Replace(text, match => inputs[match.Groups[1].Value]);

    [GeneratedRegex(@"\{\{\s*([^{}]*?)\s*\}\}")]
    private static partial Regex Placeholder();
}
