using System.Text.Json.Nodes;
using ResearchBot.Slack.Rendering;

namespace ResearchBot.Tests.Slack.Rendering;

/// <summary>What people see of blocks, as Slack draws them: one line for each block, a quote marked.</summary>
internal static class ShownBlocks
{
    public static string[] Lines(SlackMessage message) => Lines(message.Blocks);

    public static string[] Lines(JsonArray blocks) => [.. blocks.SelectMany(Of)];

    public static IEnumerable<JsonNode> Buttons(JsonArray blocks) => blocks.Where(block => Type(block) == "actions").SelectMany(block => block!["elements"]!.AsArray()).Select(one => one!);

    private static IEnumerable<string> Of(JsonNode? block) => Type(block) switch
    {
        "rich_text" => block!["elements"]!.AsArray().SelectMany(Rich),
        "context" => [string.Concat(block!["elements"]!.AsArray().Select(one => one!["text"]!.ToString()))],
        "actions" or "context_actions" => [],
        var other => throw new InvalidOperationException($"Not drawn here: {other}"),
    };

    private static IEnumerable<string> Rich(JsonNode? element) => Type(element) switch
    {
        "rich_text_list" => element!["elements"]!.AsArray().Select(one => "- " + Text(one)),
        "rich_text_quote" => Text(element).Split('\n').Select(line => "> " + line),
        _ => [Text(element)],
    };

    private static string Text(JsonNode? element) => string.Concat(element!["elements"]!.AsArray().Select(run =>
    {
        Type(run).ShouldBeOneOf("text", "link"); // nothing else is ever sent
        return run!["text"]!.ToString();
    }));

    private static string Type(JsonNode? node) => node!["type"]!.ToString();
}
