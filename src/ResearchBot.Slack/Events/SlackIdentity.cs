namespace ResearchBot.Slack.Events;

/// <summary>Who the bot is on Slack; known from the start of its connection on.</summary>
internal sealed class SlackIdentity
{
    /// <summary>Its user; empty before it is known.</summary>
    public string User { get; set; } = string.Empty;

    /// <summary>The team that it is installed in; empty before it is known.</summary>
    public string Team { get; set; } = string.Empty;
}
