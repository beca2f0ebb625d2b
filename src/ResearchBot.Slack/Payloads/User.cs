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
