namespace ResearchBot.FakeSlack.Blocks;

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
