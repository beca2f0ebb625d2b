using System.Text.RegularExpressions;

namespace ResearchBot.Core.Workspaces;

/// <summary>A Discord guild or a Slack team: what ties a platform's people and channels to a workspace.</summary>
public sealed partial record Tenant
{
    /// <param name="platform">discord or slack.</param>
    /// <param name="id">The guild's or team's id there.</param>
    /// <exception cref="ArgumentException">One of them is no such thing.</exception>
    public Tenant(string platform, string id)
    {
        (Platform, Id) = IsPlatform(platform) && IsId(id)
            ? (platform, id)
            : throw new ArgumentException("A tenant is named by a platform and a guild's or team's id.");
    }

    /// <summary>discord or slack.</summary>
    public string Platform { get; }

    /// <summary>The guild's or team's id there.</summary>
    public string Id { get; }

    /// <summary>The workspace that it is while it is tied to no other.</summary>
    public string OwnWorkspace => $"{Platform}-{Id}";

    /// <summary>For a person: “the Discord guild 80351110224678912”.</summary>
    public string Spoken => Platform switch
    {
        "discord" => $"the Discord guild {Id}",
        "slack" => $"the Slack team {Id}",
        _ => $"the team {Id} on {Platform}",
    };

    /// <summary>Whether a text is an id that a guild or team may have.</summary>
    public static bool IsId(string written) => IdForm().IsMatch(written);

    /// <summary>A tenant as <see cref="ToString"/> writes it; null when it is none.</summary>
    public static Tenant? Find(string written) =>
        written.Split(':') is [var platform, var id] && IsPlatform(platform) && IsId(id) ? new Tenant(platform, id) : null;

    /// <summary>With the platform before it: <c>discord:80351110224678912</c>.</summary>
    public override string ToString() => $"{Platform}:{Id}";

    private static bool IsPlatform(string written) => PlatformForm().IsMatch(written);

    [GeneratedRegex(@"^[a-z]{2,20}\z")]
    private static partial Regex PlatformForm();

    [GeneratedRegex(@"^[A-Za-z0-9]{1,40}\z")]
    private static partial Regex IdForm();
}
