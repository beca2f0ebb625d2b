namespace ResearchBot.FakeDiscord.Guilds;

/// <summary>The permission bits that the fake enforces.</summary>
[Flags]
public enum Permission : ulong
{
    None = 0,
    Administrator = 1UL << 3,
    ManageChannels = 1UL << 4,
    ManageGuild = 1UL << 5,
    AddReactions = 1UL << 6,
    ViewChannel = 1UL << 10,
    SendMessages = 1UL << 11,
    ManageMessages = 1UL << 13,
    EmbedLinks = 1UL << 14,
    AttachFiles = 1UL << 15,
    ReadMessageHistory = 1UL << 16,
    MentionEveryone = 1UL << 17,
    UseApplicationCommands = 1UL << 31,
    ManageThreads = 1UL << 34,
    CreatePublicThreads = 1UL << 35,
    CreatePrivateThreads = 1UL << 36,
    SendMessagesInThreads = 1UL << 38,

    /// <summary>What @everyone has unless a test says otherwise: what an invited bot needs, and commands.</summary>
    Usual = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | AddReactions
        | UseApplicationCommands | CreatePublicThreads | SendMessagesInThreads,

    All = ulong.MaxValue >> 14,
}
