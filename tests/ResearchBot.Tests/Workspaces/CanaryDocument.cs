namespace ResearchBot.Tests.Workspaces;

/// <summary>A document with a word that stands in no other.</summary>
internal sealed class CanaryDocument(string id, string canary, string topic, CanaryCollection collection)
{
    public string Id { get; } = id;

    public string Canary { get; } = canary;

    public string Topic { get; } = topic;

    public CanaryCollection Collection { get; set; } = collection;

    public bool Removed { get; set; }
}
