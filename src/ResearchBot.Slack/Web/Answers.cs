using ResearchBot.Slack.Payloads;

namespace ResearchBot.Slack.Web;

/// <summary>Where to go on reading; empty at the end.</summary>
internal sealed record PageMetadata(string? NextCursor);

/// <summary>One page of a list.</summary>
internal abstract record Page
{
    /// <summary>Where the next page is; null where there is none.</summary>
    public PageMetadata? ResponseMetadata { get; init; }
}

internal sealed record OpenedConnection(string? Url);

internal sealed record Identity(string UserId, string? BotId, string TeamId, string? Team, string? Url, string? EnterpriseId);

/// <summary>A message that was posted: its channel and its time, by which it is named.</summary>
internal sealed record PostedMessage(string Channel, string Ts);

internal sealed record FoundChannel(Channel Channel);

internal sealed record FoundUser(User User);

internal sealed record FoundFile(SlackFile File);

internal sealed record UploadAddress(string UploadUrl, string FileId);

internal sealed record MessagePage(IReadOnlyList<Message>? Messages) : Page;

internal sealed record GroupMembers(IReadOnlyList<string>? Users);

internal sealed record GroupList(IReadOnlyList<UserGroup>? Usergroups);
