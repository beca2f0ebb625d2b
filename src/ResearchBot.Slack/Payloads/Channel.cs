namespace ResearchBot.Slack.Payloads;

/// <summary>A channel or a direct conversation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; direct conversations have none.</param>
/// <param name="IsChannel">Whether it is a channel.</param>
/// <param name="IsPrivate">Whether only those in it can read it.</param>
/// <param name="IsIm">Whether it is a direct conversation of two.</param>
/// <param name="IsMpim">Whether it is one of several.</param>
/// <param name="IsMember">Whether the bot is in it.</param>
/// <param name="IsArchived">Whether nothing is posted there any more.</param>
/// <param name="IsShared">Whether other teams read it too.</param>
/// <param name="IsExtShared">Whether people of other companies read it too.</param>
/// <param name="IsOrgShared">Whether other teams of the enterprise read it too.</param>
/// <param name="ContextTeamId">The team that it belongs to.</param>
/// <param name="User">With whom; direct conversations of two only.</param>
internal sealed record Channel(
    string Id,
    string? Name,
    bool IsChannel,
    bool IsPrivate,
    bool IsIm,
    bool IsMpim,
    bool IsMember,
    bool IsArchived,
    bool IsShared,
    bool IsExtShared,
    bool IsOrgShared,
    string? ContextTeamId,
    string? User);
