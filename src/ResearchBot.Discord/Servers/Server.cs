using System.Collections.Concurrent;
using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Servers;

/// <summary>What the bot knows of a server: who owns it, what its roles allow, its channels and threads.</summary>
internal sealed class Server(string id)
{
    /// <summary>Its id; also that of the role that everybody has.</summary>
    public string Id => id;

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Who owns it.</summary>
    public string? OwnerId { get; set; }

    /// <summary>What each role allows.</summary>
    public ConcurrentDictionary<string, Permissions> Roles { get; } = [];

    /// <summary>Channels and threads by id.</summary>
    public ConcurrentDictionary<string, Channel> Channels { get; } = [];

    /// <summary>What somebody may do in the server as a whole.</summary>
    public Permissions PermissionsOf(string user, IReadOnlyList<string> roles) => user == OwnerId
        ? Permissions.Administrator
        : roles.Append(id).Aggregate(Permissions.None, (all, role) => all | Roles.GetValueOrDefault(role));
}
