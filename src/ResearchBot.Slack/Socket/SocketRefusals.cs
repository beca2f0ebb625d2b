namespace ResearchBot.Slack.Socket;

/// <summary>What only a person can mend.</summary>
internal static class SocketRefusals
{
    /// <summary>What Slack says when Socket Mode is switched off.</summary>
    public const string LinkDisabled = "link_disabled";

    /// <summary>What a person does about an error of apps.connections.open; null where the next attempt may work.</summary>
    public static string? Explain(string error) => error switch
    {
        "not_authed" or "invalid_auth" or "token_revoked" or "token_expired" =>
            $"Slack refuses the app-level token ({error}). Set Slack__AppToken to one that the app's page shows under “Basic Information”, “App-Level Tokens”.",
        "not_allowed_token_type" =>
            "Slack__AppToken is not an app-level token (not_allowed_token_type). Set it to one that begins with xapp-.",
        "missing_scope" =>
            "The app-level token may not connect (missing_scope). Give it the scope connections:write on the app's page, under “App-Level Tokens”.",
        "account_inactive" or "user_removed_from_team" or "team_disabled" or "forbidden_team" =>
            $"The app or its workspace is no longer active ({error}). Install the app again, and set Slack__AppToken and Slack__BotToken to its tokens.",
        LinkDisabled =>
            "Socket Mode is switched off (link_disabled). Switch it on on the app's page under “Socket Mode”, or set Slack__Mode to http.",
        _ => null,
    };
}
