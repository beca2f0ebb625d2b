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

                errors.Length(element.Text("initial_value"), 0, element.Number("max_length") ?? 3000, $"{at}/initial_value");
                break;
            case "image":
                errors.Length(element.Text("alt_text"), 1, 2000, $"{at}/alt_text");
                break;
            default:
                if (!type.EndsWith("_select", StringComparison.Ordinal) && type is not ("datepicker" or "timepicker" or "datetimepicker" or "email_text_input"
                    or "url_text_input" or "number_input" or "file_input" or "rich_text_input" or "feedback_buttons"))
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
