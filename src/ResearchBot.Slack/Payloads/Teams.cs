namespace ResearchBot.Slack.Payloads;

/// <summary>Somebody on Slack. What is missing is false: nobody is an admin whom Slack does not call one.</summary>
/// <param name="IsStranger">Whether they are of another company, in a shared channel.</param>
internal sealed record User(
    string Id, string? TeamId, string? Name, string? RealName, bool Deleted, bool IsAdmin, bool IsOwner, bool IsPrimaryOwner, bool IsBot,
    bool IsRestricted, bool IsUltraRestricted, bool IsStranger, string? Tz)
{
    public EnterpriseUser? EnterpriseUser { get; init; }
}

/// <summary>Who somebody is in an enterprise of several teams.</summary>
internal sealed record EnterpriseUser(string? EnterpriseId);

/// <summary>A group of people, as <c>&lt;!subteam^S1&gt;</c> mentions it.</summary>
internal sealed record UserGroup(string Id, string? Handle, string? Name, long? DateDelete, IReadOnlyList<string>? Users);

internal sealed record Channel(
    string Id, string? Name, bool IsChannel, bool IsPrivate, bool IsIm, bool IsMpim, bool IsMember, bool IsArchived, bool IsShared, bool IsExtShared,
    bool IsOrgShared, bool IsPendingExtShared, IReadOnlyList<string>? PendingShared, string? ContextTeamId, string? User)
{
    /// <summary>Whether people of other organisations read it, or are invited to. Shared by teams of one enterprise, it is theirs if the app is installed in all of it.</summary>
    public bool IsReadByOthers(bool isEnterpriseInstall) =>
        IsExtShared || IsPendingExtShared || PendingShared is { Count: > 0 } || (IsShared && !(IsOrgShared && isEnterpriseInstall));
}

/// <summary>A file. In events it may be a stub that only <c>files.info</c> fills.</summary>
/// <param name="Mode">hosted, snippet; tombstone, hidden_by_limit and external have no content.</param>
internal sealed record SlackFile(
    string? Id, string? Name, string? Title, string? Mimetype, string? Filetype, long? Size, string? Mode, string? FileAccess, string? UrlPrivate,
    string? UrlPrivateDownload, string? User);
