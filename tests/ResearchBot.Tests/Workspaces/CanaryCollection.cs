namespace ResearchBot.Tests.Workspaces;

/// <summary>What the test believes of a collection: everybody of its workspace reads it until a channel or a role is named.</summary>
internal sealed record CanaryCollection(string Workspace, string Name)
{
    public HashSet<string> Channels { get; } = [];

    public HashSet<string> Roles { get; } = [];

    public bool IsOpen => Channels.Count + Roles.Count == 0;

    /// <summary>
    /// The rule as a person would say it: in a channel stands only what all its readers may read, so roles do not count there
    /// unless one person alone reads the reply.
    /// </summary>
    public bool IsReadBy(CanaryReader reader)
    {
        if (Workspace == "shared")
        {
            return true;
        }

        if (Workspace != reader.Workspace)
        {
            return false;
        }

        var alone = reader.Channel is null || reader.IsPrivate;
        return IsOpen || (reader.Channel is not null && Channels.Contains(reader.Channel)) || (alone && Roles.Overlaps(reader.Roles));
    }
}
