namespace ResearchBot.Slack.Manifest;

/// <summary>What the bot may do and hears, and for which of its calls it needs that.</summary>
internal static class SlackScopes
{
    /// <summary>The scopes of each method of the Web API that the bot calls; the app's own token opens connections.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ByMethod = new Dictionary<string, string[]>
    {
        ["apps.connections.open"] = [],
        ["auth.test"] = [],
        ["chat.postMessage"] = ["chat:write"],
        ["chat.update"] = ["chat:write"],
        ["chat.delete"] = ["chat:write"],
        ["chat.postEphemeral"] = ["chat:write"],
        ["chat.startStream"] = ["chat:write"],
        ["chat.appendStream"] = ["chat:write"],
        ["chat.stopStream"] = ["chat:write"],
        ["assistant.threads.setStatus"] = ["chat:write"],
        ["conversations.open"] = ["im:write"],
        ["conversations.info"] = ["channels:read", "groups:read", "im:read"],
        ["conversations.members"] = ["channels:read", "groups:read", "im:read"],
        ["conversations.replies"] = ["channels:history", "groups:history", "im:history"],
        ["users.info"] = ["users:read"],
        ["usergroups.list"] = ["usergroups:read"],
        ["usergroups.users.list"] = ["usergroups:read"],
        ["views.open"] = [],
        ["files.info"] = ["files:read"],
        ["files.getUploadURLExternal"] = ["files:write"],
        ["files.completeUploadExternal"] = ["files:write"],
    };

    /// <summary>The events that the bot hears.</summary>
    public static readonly IReadOnlyList<string> Events = ["app_mention", "member_joined_channel", "message.channels", "message.groups", "message.im"];

    /// <summary>All scopes: those of the calls, of the events and of the commands.</summary>
    public static IReadOnlyList<string> Bot =>
        [.. ByMethod.Values.SelectMany(scopes => scopes).Concat(["app_mentions:read", "commands"]).Distinct().Order(StringComparer.Ordinal)];
}
