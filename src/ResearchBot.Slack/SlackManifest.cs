using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;
using ResearchBot.Slack.Rendering;

namespace ResearchBot.Slack;

public sealed class SlackManifestCommand()
    : Command(new("slack manifest", CommandGroup.Platforms, Role.Admin)
    {
        Summary = "Print the manifest from which a Slack app is made.",
        Example = "slack manifest",
        IsAudited = false,
        IsForConsoleOnly = true,
        Options = [new("url", OptionKind.Word, "Where Slack reaches the bot, for HTTP mode; without it the app uses Socket Mode.")],
    })
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public override Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var url = request.Value("url");
        return url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            ? throw new UserFacingException($"“{OutgoingText.CleanLine(url)}” is no https address. Example: slack manifest --url https://bot.example.org/slack/events")
            : Task.FromResult<Reply>(new TextReply(Manifest(url).ToJsonString(Indented)));
    }

    private static JsonObject Manifest(string? url)
    {
        var settings = new JsonObject
        {
            ["event_subscriptions"] = With(new JsonObject { ["bot_events"] = Array(SlackScopes.ByEvent.Keys) }, "request_url", url),
            ["interactivity"] = With(new JsonObject { ["is_enabled"] = true }, "request_url", url),
            ["org_deploy_enabled"] = false,
            ["socket_mode_enabled"] = url is null,
            ["token_rotation_enabled"] = false,
        };
        return new JsonObject
        {
            ["display_information"] = new JsonObject { ["name"] = "ResearchBot", ["description"] = "Answers from your documents, with checked quotes" },
            ["features"] = new JsonObject
            {
                ["bot_user"] = new JsonObject { ["display_name"] = "researchbot", ["always_online"] = true },
                ["app_home"] = new JsonObject { ["home_tab_enabled"] = false, ["messages_tab_enabled"] = true, ["messages_tab_read_only_enabled"] = false },
                ["slash_commands"] = new JsonArray(With(
                    new JsonObject { ["command"] = CommandNames.Slash, ["description"] = "Ask the documents, or type a command", ["usage_hint"] = "question | help", ["should_escape"] = true }, "url", url)),
                ["shortcuts"] = new JsonArray(
                    Shortcut("Ask about this", IncomingReader.AskAboutThis, "Ask the documents about this message"),
                    Shortcut("Explain sources", IncomingReader.ExplainSources, "Show the passages that this answer rests on")),
            },
            ["oauth_config"] = new JsonObject { ["scopes"] = new JsonObject { ["bot"] = Array(SlackScopes.Bot) } },
            ["settings"] = settings,
        };
    }

    private static JsonObject Shortcut(string name, string id, string description) =>
        new() { ["type"] = "message", ["name"] = name, ["callback_id"] = id, ["description"] = description };

    private static JsonObject With(JsonObject part, string key, string? value)
    {
        if (value is not null)
        {
            part[key] = value;
        }

        return part;
    }

    private static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}

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
        ["reactions.add"] = ["reactions:write"],
        ["assistant.threads.setStatus"] = ["chat:write"],
        ["conversations.info"] = ["channels:read", "groups:read"],
        ["conversations.open"] = ["im:write"],
        ["conversations.history"] = ["channels:history", "groups:history", "im:history"],
        ["conversations.replies"] = ["channels:history", "groups:history", "im:history"],
        ["views.open"] = [],
        ["users.info"] = ["users:read"],
        ["usergroups.list"] = ["usergroups:read"],
        ["files.info"] = ["files:read"],
        ["files.getUploadURLExternal"] = ["files:write"],
        ["files.completeUploadExternal"] = ["files:write"],
    };

    /// <summary>The events that the bot hears, and the scopes that Slack asks for each.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ByEvent = new Dictionary<string, string[]>
    {
        ["app_mention"] = ["app_mentions:read"],
        ["channel_shared"] = ["channels:read", "groups:read"],
        ["channel_unshared"] = ["channels:read", "groups:read"],
        ["member_joined_channel"] = ["channels:read", "groups:read"],
        ["message.channels"] = ["channels:history"],
        ["message.groups"] = ["groups:history"],
        ["message.im"] = ["im:history"],
    };

    /// <summary>All scopes: those of the calls, of the events, and of the command and the shortcuts.</summary>
    public static IReadOnlyList<string> Bot =>
        [.. ByMethod.Values.Concat(ByEvent.Values).SelectMany(scopes => scopes).Append("commands").Distinct().Order(StringComparer.Ordinal)];
}
