namespace ResearchBot.Slack.Payloads;

/// <summary>Somebody on Slack. What is missing is false: nobody is an admin whom Slack does not call one.</summary>
/// <param name="Id">Their id.</param>
/// <param name="TeamId">Their team.</param>
/// <param name="Name">Their name.</param>
/// <param name="RealName">Their real name.</param>
/// <param name="Deleted">Whether they are gone.</param>
/// <param name="IsAdmin">Whether they are an admin of the team.</param>
/// <param name="IsOwner">Whether they own it.</param>
/// <param name="IsPrimaryOwner">Whether they are its first owner.</param>
/// <param name="IsBot">Whether they are a program.</param>
/// <param name="IsRestricted">Whether they are a guest.</param>
/// <param name="IsUltraRestricted">Whether they are a guest of one channel.</param>
/// <param name="IsStranger">Whether they are of another company, in a shared channel.</param>
/// <param name="Tz">Their time zone.</param>
internal sealed record User(
    string Id,
    string? TeamId,
    string? Name,
    string? RealName,
    bool Deleted,
    bool IsAdmin,
    bool IsOwner,
    bool IsPrimaryOwner,
    bool IsBot,
    bool IsRestricted,
    bool IsUltraRestricted,
    bool IsStranger,
    string? Tz);

/// <summary>A group of people, as <c>&lt;!subteam^S1&gt;</c> mentions it.</summary>
internal sealed record UserGroup(string Id, string? Handle, string? Name, long? DateDelete);

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

/// <summary>A file. In events it may be a stub that only <c>files.info</c> fills.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Mimetype">What Slack takes it for.</param>
/// <param name="Filetype">Slack's own name of the kind, such as pdf.</param>
/// <param name="Size">In bytes; null where it is not said.</param>
/// <param name="Mode">hosted, snippet; tombstone, hidden_by_limit and external have no content.</param>
/// <param name="FileAccess">check_file_info where the rest has to be asked for.</param>
/// <param name="UrlPrivate">Where it is, for those with a token.</param>
/// <param name="UrlPrivateDownload">The same, as a download.</param>
/// <param name="User">Who uploaded it.</param>
internal sealed record SlackFile(
    string? Id,
    string? Name,
    string? Title,
    string? Mimetype,
    string? Filetype,
    long? Size,
    string? Mode,
    string? FileAccess,
    string? UrlPrivate,
    string? UrlPrivateDownload,
    string? User);
