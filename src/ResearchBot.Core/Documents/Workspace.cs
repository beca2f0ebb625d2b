namespace ResearchBot.Core.Documents;

/// <summary>The workspaces that exist without a link to a platform. A workspace is a tenant: it is part of every key and every query. Others are
/// named by the platforms that they belong to.</summary>
public static class Workspace
{
    /// <summary>The workspace of the console and the command line.</summary>
    public const string Default = "default";

    /// <summary>Holds what every workspace may read: the collection <c>seeds</c>.</summary>
    public const string Shared = "shared";

    /// <summary>A workspace's id, checked: somebody acts in it.</summary>
    /// <exception cref="ArgumentException">It is empty, holds a slash, which parts it from a collection in keys, or is <see cref="Shared"/>.</exception>
    public static string Check(string id) =>
        id.Length > 0 && id != Shared && !id.Contains('/') ? id : throw new ArgumentException($"“{id}” is no id for a workspace that people act in.");
}
