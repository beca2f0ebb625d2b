namespace ResearchBot.Discord.Payloads;

/// <summary>A channel or thread.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">See <see cref="ChannelType"/>.</param>
/// <param name="GuildId">Its server.</param>
/// <param name="ParentId">Of a thread: its channel.</param>
/// <param name="OwnerId">Of a thread: who began it.</param>
/// <param name="Name">Its name.</param>
internal sealed record Channel(string Id, ChannelType Type, string? GuildId, string? ParentId, string? OwnerId, string? Name)
{
    /// <summary>Whether it is a thread.</summary>
    public bool IsThread => Type is ChannelType.AnnouncementThread or ChannelType.PublicThread or ChannelType.PrivateThread;

    /// <summary>The channel whose readers and settings count: of a thread the one that it stands in.</summary>
    public string Room => IsThread && ParentId is { } parent ? parent : Id;
}
