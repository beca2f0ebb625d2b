namespace ResearchBot.Core.Documents;

/// <summary>The built-in workspaces. A workspace is a tenant, part of every key and every query; other workspaces are named after platforms or in the
/// settings.</summary>
public static class Workspace
{
    public const string Default = "default";

    /// <summary>Contains what every workspace may read: the collection <c>seeds</c>.</summary>
    public const string Shared = "shared";

    /// <summary>Validates the id of a workspace that somebody acts in.</summary>
    /// <exception cref="ArgumentException">It is empty, contains a slash (the separator in keys), or is <see cref="Shared"/>.</exception>
    public static string Check(string id) =>
        id.Length > 0 && id != Shared && !id.Contains('/') ? id : throw new ArgumentException($"“{id}” is no id for a workspace that people act in.");
}
