namespace ResearchBot.Discord.Rest;

/// <summary>Discord's codes that change what is done next.</summary>
internal static class DiscordErrorCodes
{
    public const int UnknownMessage = 10008;
    public const int UnknownWebhook = 10015;
    public const int UnknownInteraction = 10062;
    public const int AlreadyAcknowledged = 40060;
    public const int InvalidWebhookToken = 50027;
    public const int MissingPermissions = 50013;
    public const int ThreadExists = 160004;
}
