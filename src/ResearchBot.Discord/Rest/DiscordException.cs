using System.Net;

namespace ResearchBot.Discord.Rest;

/// <summary>Discord refused a request.</summary>
/// <param name="message">What Discord says; may quote what was sent, so it is for the log only.</param>
public sealed class DiscordException(HttpStatusCode status, int code, string message)
    : PlatformException($"Discord answered {(int)status} ({code}): {message}")
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status => status;

    /// <summary>Discord's own code, such as <see cref="DiscordErrorCodes.UnknownInteraction"/>; 0 if it gave none.</summary>
    public int Code => code;

    public override PlatformFault Fault => status switch
    {
        HttpStatusCode.Forbidden => PlatformFault.Closed,
        HttpStatusCode.NotFound => PlatformFault.Gone,
        >= HttpStatusCode.InternalServerError => PlatformFault.Unknown,
        _ => PlatformFault.Refused,
    };
}

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
