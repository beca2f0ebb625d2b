namespace ResearchBot.Discord.Payloads;

/// <summary>What kind of room a channel is; others exist.</summary>
internal enum ChannelType
{
    Text = 0,
    Direct = 1,
    Announcement = 5,
    AnnouncementThread = 10,
    PublicThread = 11,
    PrivateThread = 12,
    Forum = 15,
}
