namespace ResearchBot.Slack.Manifest;

/// <summary>What the bot may do and hears, and for which of its calls and events it needs that.</summary>
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
        ["assistant.threads.setStatus"] = ["chat:write"],
        ["conversations.open"] = ["im:write"],
        ["conversations.history"] = ["channels:history", "groups:history", "im:history"],
        ["conversations.replies"] = ["channels:history", "groups:history", "im:history"],
        ["views.open"] = [],
        ["users.info"] = ["users:read"],
        ["usergroups.list"] = ["usergroups:read"],
        ["usergroups.users.list"] = ["usergroups:read"],
        ["files.info"] = ["files:read"],
        ["files.getUploadURLExternal"] = ["files:write"],
        ["files.completeUploadExternal"] = ["files:write"],
    };

    /// <summary>The events that the bot hears, and the scopes that Slack asks for each.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ByEvent = new Dictionary<string, string[]>
    {
        ["app_mention"] = ["app_mentions:read"],
        ["member_joined_channel"] = ["channels:read", "groups:read"],
        ["message.channels"] = ["channels:history"],
        ["message.groups"] = ["groups:history"],
        ["message.im"] = ["im:history"],
    };

    /// <summary>All scopes: those of the calls, of the events, and of the command and the shortcuts.</summary>
    public static IReadOnlyList<string> Bot =>
        [.. ByMethod.Values.Concat(ByEvent.Values).SelectMany(scopes => scopes).Append("commands").Distinct().Order(StringComparer.Ordinal)];
}
