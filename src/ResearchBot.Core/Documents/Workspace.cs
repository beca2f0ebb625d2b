namespace ResearchBot.Core.Documents;

/// <summary>
/// The workspaces that exist without a link to a platform. A workspace is a tenant: it is part of every key and every
/// query. Others are named by the platforms that they belong to.
/// </summary>
public static class Workspace
{
    /// <summary>The workspace of the console and the command line.</summary>
    public const string Default = "default";

    /// <summary>Holds what every workspace may read: the collection <c>seeds</c>.</summary>
    public const string Shared = "shared";
}
