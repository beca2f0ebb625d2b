namespace ResearchBot.FakeDiscord.Messages;

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
