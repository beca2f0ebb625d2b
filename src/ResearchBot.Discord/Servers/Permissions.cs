using System.Globalization;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Discord.Servers;

/// <summary>What somebody may do on Discord, as far as it makes them a moderator or admin of the bot.</summary>
[Flags]
internal enum Permissions : ulong
{
    None = 0,
    Administrator = 1 << 3,
    ManageServer = 1 << 5,
    ManageMessages = 1 << 13,
}

/// <summary>Reads permissions.</summary>
internal static class PermissionsExtensions
{
    /// <summary>From Discord's writing; what cannot be read allows nothing.</summary>
    public static Permissions Parse(string? written) =>
        ulong.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? (Permissions)bits : Permissions.None;

    /// <summary>The role that they give.</summary>
    public static Role ToRole(this Permissions permissions) =>
        (permissions & (Permissions.Administrator | Permissions.ManageServer)) != 0 ? Role.Admin
        : (permissions & Permissions.ManageMessages) != 0 ? Role.Moderator
        : Role.Member;
}
