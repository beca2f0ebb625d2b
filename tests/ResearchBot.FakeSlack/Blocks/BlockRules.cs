using ResearchBot.FakeSlack.Api;

namespace ResearchBot.FakeSlack.Blocks;

/// <summary>Block Kit's limits.</summary>
internal static class BlockRules
{
    private const int MostText = 13_200;
    private const int MostMarkdown = 12_000;

    public static void CheckMessage(JsonArray blocks)
    {
        Throw(Check(blocks, most: 50, inView: false));
        if (TextLength(blocks) > MostText)
        {
            throw new ApiError("msg_blocks_too_long");
        }
    }

    public static void Throw(BlockErrors errors)
    {
        if (errors.All.Count > 0)
        {
            throw new ApiError("invalid_blocks", [.. errors.All]);
        }
    }

    public static BlockErrors Check(JsonArray blocks, int most, bool inView)
    {
        var errors = new BlockErrors();
        if (blocks.Count > most)
        {
            errors.Add($"no more than {most} items allowed", "/blocks");
        }

        var ids = new HashSet<string>();
        for (var at = 0; at < blocks.Count; at++)
        {
            if (blocks[at].Text("block_id") is { } id && !ids.Add(id))
            {
                errors.Add($"block_id already exists: {id}", $"/blocks/{at}/block_id");
            }

            Check(blocks[at], $"/blocks/{at}", inView, errors);
        }

        errors.Count(blocks.Count(block => block.Text("type") == "table"), 0, 1, "/blocks");
        errors.Length(string.Concat(blocks.Where(block => block.Text("type") == "markdown").Select(block => block.Text("text"))), 0, MostMarkdown, "/blocks");
        return errors;
    }

    /// <summary>The characters of all text that blocks show.</summary>
    public static int TextLength(JsonNode? node) => node switch
    {
        JsonArray list => list.Sum(TextLength),
        JsonObject item => item.Sum(field => field.Key == "text" && field.Value is JsonValue text ? text.ToString().Length : TextLength(field.Value)),
        _ => 0,
    };

    private static void Check(JsonNode? block, string at, bool inView, BlockErrors errors)
    {
        errors.Length(block.Text("block_id"), 0, 255, $"{at}/block_id");
        var elements = block.List("elements");
        switch (block.Text("type"))
        {
            case "section":
                Section(block, at, errors);
                break;
            case "header":
                errors.Text(block.Field("text"), 150, $"{at}/text", "plain_text");
                break;
            case "divider":
                break;
            case "context":
                errors.Count(elements.Count, 1, 10, $"{at}/elements");
                foreach (var (item, place) in Placed(elements, at))
                {
                    if (item.Text("type") == "image")
                    {
                        errors.Length(item.Text("image_url"), 1, 3000, $"{place}/image_url");
                        errors.Length(item.Text("alt_text"), 1, 2000, $"{place}/alt_text");
                    }
                    else
                    {
                        errors.Text(item, 3000, place);
                    }
                }

                break;
            case "actions" or "context_actions":
                errors.Count(elements.Count, 1, block.Text("type") == "actions" ? 25 : 5, $"{at}/elements");
                Actions(elements, at, errors);
                break;
            case "rich_text":
                RichTextRules.Check(elements, at, errors);
                break;
            case "markdown":
                errors.Length(block.Text("text"), 1, MostMarkdown, $"{at}/text");
                break;
            case "image":
                errors.Length(block.Text("alt_text"), 1, 2000, $"{at}/alt_text");
                errors.Length(block.Text("image_url") ?? (block.Field("slack_file") is null ? "" : "x"), 1, 3000, $"{at}/image_url");
                break;
            case "table":
                errors.Count(block.List("rows").Count, 1, 100, $"{at}/rows");
                foreach (var row in block.List("rows"))
                {
                    errors.Count((row as JsonArray)?.Count ?? 0, 1, 20, $"{at}/rows");
                }

                break;
            case "input" when inView || block.Field("element") is not null:
                errors.Text(block.Field("label"), 2000, $"{at}/label", "plain_text");
                ElementRules.Check(block.Field("element"), $"{at}/element", errors);
                if (block.Field("hint") is { } hint)
                {
                    errors.Text(hint, 2000, $"{at}/hint", "plain_text");
                }

                break;
            case "video" or "file" or "carousel" or "card" or "alert" or "plan" or "task_card":
                break;
            default:
                errors.Add($"unsupported type: {block.Text("type")}", $"{at}/type");
                break;
        }
    }

    private static void Section(JsonNode? block, string at, BlockErrors errors)
    {
        var fields = block.List("fields");
        if (block.Field("text") is not null || fields.Count == 0)
        {
            errors.Text(block.Field("text"), 3000, $"{at}/text");
        }

        errors.Count(fields.Count, 0, 10, $"{at}/fields");
        for (var field = 0; field < fields.Count; field++)
        {
            errors.Text(fields[field], 2000, $"{at}/fields/{field}");
        }

        if (block.Field("accessory") is { } accessory)
        {
            ElementRules.Check(accessory, $"{at}/accessory", errors);
        }
    }

    private static void Actions(IReadOnlyList<JsonNode?> elements, string at, BlockErrors errors)
    {
        var ids = new HashSet<string>();
        foreach (var (element, place) in Placed(elements, at))
        {
            ElementRules.Check(element, place, errors);
            if (element.Text("action_id") is { } id && !ids.Add(id))
            {
                errors.Add($"action_id already exists: {id}", $"{place}/action_id");
            }
        }
    }

    private static IEnumerable<(JsonNode? Item, string Place)> Placed(IReadOnlyList<JsonNode?> items, string at) =>
        items.Select((item, index) => (item, $"{at}/elements/{index}"));
}

/// <summary>The complaints about blocks, in Slack's words with the place as a JSON pointer.</summary>
internal sealed class BlockErrors
{
    public List<string> All { get; } = [];

    public void Add(string what, string at) => All.Add($"[ERROR] {what} [json-pointer:{at}]");

    public void Length(string? text, int least, int most, string at)
    {
        var length = text?.Length ?? 0;
        if (length < least)
        {
            Add($"must be more than {least - 1} characters", at);
        }
        else if (length > most)
        {
            Add($"must be less than {most + 1} characters", at);
        }
    }

    public void Count(int count, int least, int most, string at)
    {
        if (count < least)
        {
            Add($"no fewer than {least} items allowed", at);
        }
        else if (count > most)
        {
            Add($"no more than {most} items allowed", at);
        }
    }

    /// <summary>A text object of a format, or of any where none is named.</summary>
    public void Text(JsonNode? text, int most, string at, string? format = null)
    {
        var type = text.Text("type");
        if (text is null)
        {
            Add("missing required field: text", at);
        }
        else if (type is not ("mrkdwn" or "plain_text") || (format is not null && type != format))
        {
            Add($"must be of type {format ?? "mrkdwn or plain_text"}", $"{at}/type");
        }
        else
        {
            Length(text.Text("text"), 1, most, $"{at}/text");
        }
    }
}
