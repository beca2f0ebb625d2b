using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>The limits of components, of both kinds.</summary>
internal sealed class ComponentRules(FormErrors errors, IReadOnlySet<string> files)
{
    private readonly HashSet<string> _customIds = [];

    public void Check(IReadOnlyList<JsonNode?> components, bool v2)
    {
        if (v2)
        {
            var all = ComponentTree.All(components).ToList();
            errors.Count("components", all.Count, 1, 40);
            var text = ComponentTree.Texts(components).Sum(one => one.Length);
            if (text > 4000)
            {
                errors.Add("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "The total size of displayable text (4000) is exceeded.");
            }
        }
        else
        {
            errors.Count("components", components.Count, 0, 5);
        }

        long[] allowed = v2 ? [1, 9, 10, 12, 13, 14, 17] : [1];
        CheckAll("components", components, allowed);
    }

    private void CheckAll(string path, IReadOnlyList<JsonNode?> components, long[] allowed)
    {
        for (var at = 0; at < components.Count; at++)
        {
            CheckOne($"{path}.{at}", components[at], allowed);
        }
    }

    private void CheckOne(string path, JsonNode? component, long[] allowed)
    {
        var type = component.Number("type") ?? 0;
        if (!allowed.Contains(type))
        {
            errors.Add($"{path}.type", "UNION_TYPE_CHOICES", $"Value of field \"type\" must be one of ({string.Join(", ", allowed)}).");
            return;
        }

        var inner = component.List("components");
        switch (type)
        {
            case 1:
                var select = inner.Any(item => item.Number("type") is 3 or >= 5 and <= 8);
                errors.Count($"{path}.components", inner.Count, 1, select ? 1 : 5);
                CheckAll($"{path}.components", inner, [2, 3, 5, 6, 7, 8]);
                break;
            case 2:
                Button(path, component);
                break;
            case 3 or 5 or 6 or 7 or 8:
                Select(path, component);
                break;
            case 9:
                errors.Count($"{path}.components", inner.Count, 1, 3);
                CheckAll($"{path}.components", inner, [10]);
                CheckOne($"{path}.accessory", component.Field("accessory"), [2, 11]);
                break;
            case 10:
                errors.Length($"{path}.content", component.Text("content"), 1, 4000);
                break;
            case 11:
                errors.Length($"{path}.media.url", component.Field("media").Text("url"), 1, 2048);
                errors.Length($"{path}.description", component.Text("description"), 0, 1024);
                break;
            case 12:
                errors.Count($"{path}.items", component.List("items").Count, 1, 10);
                break;
            case 13:
                File(path, component);
                break;
            case 14:
                if (component.Number("spacing") is not (null or 1 or 2))
                {
                    errors.Add($"{path}.spacing", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).");
                }

                break;
            case 17:
                errors.Count($"{path}.components", inner.Count, 1, 40);
                CheckAll($"{path}.components", inner, [1, 9, 10, 12, 13, 14]);
                break;
        }
    }

    private void Button(string path, JsonNode? button)
    {
        errors.Length($"{path}.label", button.Text("label"), 0, 80);
        var style = button.Number("style") ?? 0;
        if (style is < 1 or > 6)
        {
            errors.Add($"{path}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).");
        }
        else if (style < 5)
        {
            CustomId(path, button);
            if (button.Has("url"))
            {
                errors.Add(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified");
            }
        }
        else if (style == 5)
        {
            errors.Length($"{path}.url", button.Text("url"), 1, 512);
        }

        if (style < 6 && string.IsNullOrEmpty(button.Text("label")) && button.Field("emoji") is null)
        {
            errors.Add(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or an emoji.");
        }
    }

    private void Select(string path, JsonNode? select)
    {
        CustomId(path, select);
        errors.Length($"{path}.placeholder", select.Text("placeholder"), 0, 150);
        if (select.Number("type") != 3)
        {
            return;
        }

        var options = select.List("options");
        errors.Count($"{path}.options", options.Count, 1, 25);
        for (var at = 0; at < options.Count; at++)
        {
            errors.Length($"{path}.options.{at}.label", options[at].Text("label"), 1, 100);
            errors.Length($"{path}.options.{at}.value", options[at].Text("value"), 1, 100);
            errors.Length($"{path}.options.{at}.description", options[at].Text("description"), 0, 100);
        }

        if (options.Select(option => option.Text("value")).Distinct().Count() < options.Count)
        {
            errors.Add($"{path}.options", "COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
        }
    }

    private void CustomId(string path, JsonNode? component)
    {
        errors.Length($"{path}.custom_id", component.Text("custom_id"), 1, 100);
        if (component.Text("custom_id") is { } id && !_customIds.Add(id))
        {
            errors.Add($"{path}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }

    private void File(string path, JsonNode? file)
    {
        const string scheme = "attachment://";
        var url = file.Field("file").Text("url") ?? "";
        if (!url.StartsWith(scheme, StringComparison.Ordinal) || !files.Contains(url[scheme.Length..]))
        {
            errors.Add($"{path}.file.url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "The referenced attachment was not found.");
        }
    }
}

/// <summary>Walks nested components.</summary>
internal static class ComponentTree
{
    public static IEnumerable<JsonNode> All(IEnumerable<JsonNode?> components)
    {
        foreach (var component in components.OfType<JsonNode>())
        {
            yield return component;
            var inner = component.List("components").Append(component.Field("accessory")).Append(component.Field("component"));
            foreach (var nested in All(inner))
            {
                yield return nested;
            }
        }
    }

    public static IEnumerable<string> Texts(IEnumerable<JsonNode?> components) =>
        All(components).Where(component => component.Number("type") == 10).Select(component => component.Text("content") ?? "");

    public static JsonNode? Find(IEnumerable<JsonNode?> components, string customId) =>
        All(components).FirstOrDefault(component => component.Text("custom_id") == customId);
}
