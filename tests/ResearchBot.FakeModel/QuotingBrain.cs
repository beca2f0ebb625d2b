using System.Text.RegularExpressions;

namespace ResearchBot.FakeModel;

/// <summary>
/// A model that does as the prompt asks: where sources and statements are wanted, of each of the first two sources the sentence that
/// shares the most words with the question, as a statement with itself as the quote; else the last line that it was told.
/// </summary>
public static partial class QuotingBrain
{
    private const int Sources = 2;

    /// <summary>Makes an answer.</summary>
    public static FakeAnswer Answer(FakeRequest request)
    {
        var all = string.Join("\n", request.Messages.Select(message => message.Text));
        var asked = request.Messages.LastOrDefault(message => message.Role == "user")?.Text ?? string.Empty;
        var question = Source().Replace(asked, " ");
        return request.Schema?["properties"]?["statements"] is null && !all.Contains("\"statements\"", StringComparison.Ordinal)
            ? new FakeAnswer(question.Trim().Split('\n')[^1].Trim())
            : new FakeAnswer(Statements(Source().Matches(all), question).ToJsonString());
    }

    private static JsonObject Statements(IEnumerable<Match> sources, string question)
    {
        var wanted = Words(question);
        var statements = new JsonArray();
        foreach (var source in sources.DistinctBy(source => source.Groups["number"].Value).Take(Sources))
        {
            var best = Sentence().Split(Heading().Replace(source.Groups["text"].Value, string.Empty).Trim()).MaxBy(sentence => Words(sentence).Count(wanted.Contains))!.Trim();
            statements.Add(new JsonObject
            {
                ["text"] = Space().Replace(best, " "),
                ["quotes"] = new JsonArray(new JsonObject { ["source"] = int.Parse(source.Groups["number"].Value), ["quote"] = best }),
            });
        }

        return new JsonObject { ["statements"] = statements };
    }

    private static HashSet<string> Words(string text) =>
        [.. Word().Matches(text.ToLowerInvariant()).Select(word => word.Value).Where(word => word.Length > 3)];

    [GeneratedRegex("""<source n="(?<number>[0-9]{1,4})"[^>]*>(?<text>.*?)</source>""", RegexOptions.Singleline)]
    private static partial Regex Source();

    [GeneratedRegex(@"(?<=[.!?])\s+(?=\p{Lu})|\n\s*\n")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^#.*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
