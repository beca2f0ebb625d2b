using System.Text.RegularExpressions;

namespace ResearchBot.FakeSlack.Messages;

/// <summary>Finds in a message what is shown, who is pinged and which addresses it has. In doubt it counts.</summary>
internal sealed partial class TextSurvey
{
    public List<TextPart> Parts { get; } = [];

    public HashSet<string> Pings { get; } = [];

    public HashSet<string> Links { get; } = [];

    public static TextSurvey Of(string text, JsonArray blocks, JsonNode? attachments, bool linksNames)
    {
        var survey = new TextSurvey();
        if (blocks.Count == 0)
        {
            survey.Add("mrkdwn", text, linksNames: linksNames);
        }
        else
        {
            // The text is the notification's; Slack reads mentions there as well.
            survey.Read(text, bare: false, linksNames);
        }

        survey.Walk(blocks);
        foreach (var attachment in attachments as JsonArray ?? [])
        {
            foreach (var name in new[] { "pretext", "title", "text", "fallback", "footer" })
            {
                survey.Add("mrkdwn", attachment.Text(name) ?? "", linksNames: linksNames);
            }

            survey.Walk(attachment.Field("blocks"));
        }

        return survey;
    }

    public string Shown => string.Join('\n', Parts.Select(part => part.Text));

    private void Walk(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Walk(item);
                }

                break;
            case JsonObject item:
                WalkItem(item);
                break;
        }
    }

    private void WalkItem(JsonObject item)
    {
        switch (item.Text("type"))
        {
            case "mrkdwn":
                Add("mrkdwn", item.Text("text") ?? "", bare: item.Switch("verbatim") != true);
                return;
            case "plain_text":
                Parts.Add(new TextPart("plain_text", item.Text("text") ?? ""));
                return;
            case "markdown":
                Add("markdown", item.Text("text") ?? "");
                return;
            case "rich_text_section" or "rich_text_quote" or "rich_text_preformatted":
                Parts.Add(new TextPart("rich_text", string.Concat(item.List("elements").Select(Inline))));
                return;
        }

        foreach (var (name, value) in item)
        {
            if (name is not ("confirm" or "placeholder" or "options"))
            {
                Walk(value);
            }
        }
    }

    private string Inline(JsonNode? element)
    {
        switch (element.Text("type"))
        {
            case "link":
                Links.Add(element.Text("url") ?? "");
                return element.Text("text") ?? element.Text("url") ?? "";
            case "user":
                Pings.Add("@" + element.Text("user_id"));
                return $"<@{element.Text("user_id")}>";
            case "broadcast":
                Pings.Add("!" + element.Text("range"));
                return $"<!{element.Text("range")}>";
            case "usergroup":
                Pings.Add("!subteam^" + element.Text("usergroup_id"));
                return $"<!subteam^{element.Text("usergroup_id")}>";
            case "channel":
                return $"<#{element.Text("channel_id")}>";
            case "emoji":
                return $":{element.Text("name")}:";
            default:
                return element.Text("text") ?? element.Text("fallback") ?? "";
        }
    }

    private void Add(string format, string text, bool bare = true, bool linksNames = false)
    {
        if (text.Length > 0)
        {
            Parts.Add(new TextPart(format, text));
            Read(text, bare, linksNames);
            foreach (var link in MarkdownLink().Matches(text).Where(_ => format == "markdown"))
            {
                Links.Add(link.Groups[1].Value);
            }
        }
    }

    private void Read(string text, bool bare, bool linksNames)
    {
        foreach (Match mark in Mark().Matches(text))
        {
            var inside = mark.Groups[1].Value.Split('|')[0];
            if (inside.StartsWith('@') || inside is "!channel" or "!here" or "!everyone" or "!group" || inside.StartsWith("!subteam^", StringComparison.Ordinal))
            {
                Pings.Add(inside);
            }
            else if (Scheme().IsMatch(inside))
            {
                Links.Add(inside);
            }
        }

        foreach (var link in BareLink().Matches(Mark().Replace(text, " ")).Where(_ => bare))
        {
            Links.Add(link.Value);
        }

        foreach (var name in Name().Matches(text).Where(_ => linksNames))
        {
            Pings.Add(name.Value);
        }
    }

    [GeneratedRegex(@"<([^<>\n]+)>")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(https?://|mailto:|tel:)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.IgnoreCase)]
    private static partial Regex BareLink();

    [GeneratedRegex(@"\]\(\s*<?([^)\s>]+)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"(?<!\w)@\w+")]
    private static partial Regex Name();
}
