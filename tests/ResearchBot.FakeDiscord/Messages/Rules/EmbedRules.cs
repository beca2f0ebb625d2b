using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>The limits of embeds, counted after trimming.</summary>
internal static class EmbedRules
{
    public static void Check(IReadOnlyList<JsonNode?> embeds, FormErrors errors)
    {
        errors.Count("embeds", embeds.Count, 0, 10);
        var sum = 0;
        for (var at = 0; at < embeds.Count; at++)
        {
            sum += Check($"embeds.{at}", embeds[at], errors);
        }

        if (sum > 6000)
        {
            errors.Add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
        }
    }

    private static int Check(string path, JsonNode? embed, FormErrors errors)
    {
        var sum = Part("title", embed.Text("title"), 256)
            + Part("description", embed.Text("description"), 4096)
            + Part("footer.text", embed.Field("footer").Text("text"), 2048)
            + Part("author.name", embed.Field("author").Text("name"), 256);
        var fields = embed.List("fields");
        errors.Count($"{path}.fields", fields.Count, 0, 25);
        for (var at = 0; at < fields.Count; at++)
        {
            errors.Length($"{path}.fields.{at}.name", fields[at].Text("name")?.Trim(), 1, 256);
            errors.Length($"{path}.fields.{at}.value", fields[at].Text("value")?.Trim(), 1, 1024);
            sum += (fields[at].Text("name")?.Trim().Length ?? 0) + (fields[at].Text("value")?.Trim().Length ?? 0);
        }

        return sum;

        int Part(string name, string? text, int most)
        {
            errors.Length($"{path}.{name}", text?.Trim(), 0, most);
            return text?.Trim().Length ?? 0;
        }
    }
}
