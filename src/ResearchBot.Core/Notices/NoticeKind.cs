namespace ResearchBot.Core.Notices;

/// <summary>What a platform does with a notice.</summary>
public enum NoticeKind
{
    /// <summary>Posts it at the address.</summary>
    Post,

    /// <summary>Puts it in the place of the message at the address.</summary>
    Replace,

    /// <summary>Deletes the message at the address.</summary>
    Delete,
}
