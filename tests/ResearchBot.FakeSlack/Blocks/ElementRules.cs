using ResearchBot.FakeSlack.Api;

namespace ResearchBot.FakeSlack.Blocks;

/// <summary>The limits of what can be pressed, chosen and filled.</summary>
internal static class ElementRules
{
    public static void Check(JsonNode? element, string at, BlockErrors errors)
    {
        errors.Length(element.Text("action_id"), 0, 255, $"{at}/action_id");
        var type = element.Text("type") ?? "";
        var options = element.List("options");
        switch (type)
        {
            case "button" or "workflow_button" or "icon_button":
                errors.Text(element.Field("text"), 75, $"{at}/text", "plain_text");
                errors.Length(element.Text("value"), 0, 2000, $"{at}/value");
                errors.Length(element.Text("url"), 0, 3000, $"{at}/url");
                if (element.Text("style") is not (null or "primary" or "danger"))
                {
                    errors.Add("must be a valid enum value", $"{at}/style");
                }

                break;
            case "static_select" or "multi_static_select":
                if (element.List("option_groups").Count == 0)
                {
                    errors.Count(options.Count, 1, 100, $"{at}/options");
                }

                break;
            case "overflow":
                errors.Count(options.Count, 1, 5, $"{at}/options");
                break;
            case "radio_buttons" or "checkboxes":
                errors.Count(options.Count, 1, 10, $"{at}/options");
                break;
            case "plain_text_input":
                if (element.Number("max_length") is < 1 or > 3000)
                {
                    errors.Add("must be between 1 and 3000", $"{at}/max_length");
                }

                errors.Length(element.Text("initial_value"), 0, (int)(element.Number("max_length") ?? 3000), $"{at}/initial_value");
                break;
            case "image":
                errors.Length(element.Text("alt_text"), 1, 2000, $"{at}/alt_text");
                break;
            case "feedback_buttons":
                foreach (var side in new[] { "positive_button", "negative_button" })
                {
                    errors.Text(element.Field(side).Field("text"), 75, $"{at}/{side}/text", "plain_text");
                    errors.Length(element.Field(side).Text("value"), 1, 2000, $"{at}/{side}/value");
                }

                break;
            default:
                if (!type.EndsWith("_select", StringComparison.Ordinal) && type is not ("datepicker" or "timepicker" or "datetimepicker" or "email_text_input"
                    or "url_text_input" or "number_input" or "file_input" or "rich_text_input"))
                {
                    errors.Add($"unsupported type: {type}", $"{at}/type");
                }

                break;
        }

        for (var index = 0; index < options.Count; index++)
        {
            errors.Text(options[index].Field("text"), 75, $"{at}/options/{index}/text");
            errors.Length(options[index].Text("value"), 1, 75, $"{at}/options/{index}/value");
        }

        if (element.Field("placeholder") is { } placeholder)
        {
            errors.Text(placeholder, 150, $"{at}/placeholder", "plain_text");
        }

        if (element.Field("confirm") is { } confirm)
        {
            errors.Text(confirm.Field("title"), 100, $"{at}/confirm/title", "plain_text");
            errors.Text(confirm.Field("text"), 300, $"{at}/confirm/text");
            errors.Text(confirm.Field("confirm"), 30, $"{at}/confirm/confirm", "plain_text");
            errors.Text(confirm.Field("deny"), 30, $"{at}/confirm/deny", "plain_text");
        }
    }
}

internal static class RichTextRules
{
    public static void Check(IReadOnlyList<JsonNode?> elements, string at, BlockErrors errors)
    {
        for (var index = 0; index < elements.Count; index++)
        {
            var (element, place) = (elements[index], $"{at}/elements/{index}");
            switch (element.Text("type"))
            {
                case "rich_text_section" or "rich_text_quote":
                    Inline(element, place, onlyText: false, errors);
                    break;
                case "rich_text_preformatted":
                    Inline(element, place, onlyText: true, errors);
                    break;
                case "rich_text_list":
                    if (element.Text("style") is not ("bullet" or "ordered"))
                    {
                        errors.Add("must be a valid enum value", $"{place}/style");
                    }

                    Check(element.List("elements"), place, errors);
                    break;
                default:
                    errors.Add($"unsupported type: {element.Text("type")}", $"{place}/type");
                    break;
            }
        }
    }

    private static void Inline(JsonNode? parent, string at, bool onlyText, BlockErrors errors)
    {
        var items = parent.List("elements");
        for (var index = 0; index < items.Count; index++)
        {
            var (item, place) = (items[index], $"{at}/elements/{index}");
            var type = item.Text("type");
            if (type == "text")
            {
                errors.Length(item.Text("text"), 1, int.MaxValue - 1, $"{place}/text");
            }
            else if (type == "link")
            {
                errors.Length(item.Text("url"), 1, 3000, $"{place}/url");
            }
            else if (onlyText || type is not ("user" or "usergroup" or "channel" or "emoji" or "broadcast" or "date" or "color" or "team"))
            {
                errors.Add($"unsupported type: {type}", $"{place}/type");
            }
        }
    }
}

/// <summary>The limits of a modal.</summary>
internal static class ViewRules
{
    private const int MostBytes = 250_000;

    public static JsonObject Checked(JsonNode? node)
    {
        var view = node as JsonObject ?? throw new ApiError("invalid_arguments", "[ERROR] missing required field: view");
        if (System.Text.Encoding.UTF8.GetByteCount(view.ToJsonString()) > MostBytes)
        {
            throw new ApiError("view_too_large");
        }

        var blocks = view.Field("blocks") as JsonArray ?? [];
        var errors = BlockRules.Check(blocks, most: 100, inView: true);
        if (view.Text("type") != "modal")
        {
            errors.Add("must be a valid enum value", "/view/type");
        }

        errors.Text(view.Field("title"), 24, "/view/title", "plain_text");
        foreach (var name in new[] { "submit", "close" })
        {
            if (view.Field(name) is { } label)
            {
                errors.Text(label, 24, $"/view/{name}", "plain_text");
            }
        }

        if (view.Field("submit") is null && blocks.Any(block => block.Text("type") == "input"))
        {
            errors.Add("missing required field: submit", "/view/submit");
        }

        errors.Length(view.Text("private_metadata"), 0, 3000, "/view/private_metadata");
        errors.Length(view.Text("callback_id"), 0, 255, "/view/callback_id");
        errors.Length(view.Text("external_id"), 0, 255, "/view/external_id");
        return errors.All.Count == 0 ? view : throw new ApiError("invalid_arguments", [.. errors.All]);
    }
}
