using System.Security.Cryptography;
using System.Text;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Discord.Rest;

/// <summary>Names a message that will be sent, the same for every attempt and every process, so that Discord takes it once.</summary>
internal static class Nonce
{
    private const int Characters = 24; // Discord takes 25

    /// <summary>The nonce of a post; null of one that is not to be known again.</summary>
    public static string? Of(PostKey key) => key == PostKey.None
        ? null
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Cause}/{key.Purpose}/{key.Part}")))[..Characters];
}

/// <summary>Sends a message without its files, which it then says, where Discord does not let the bot attach any.</summary>
internal static class FilePermission
{
    private static readonly Component Missing =
        new(ComponentType.Text) { Content = "-# A file belongs here that the bot may not attach: it lacks the permission “Attach Files” in this channel." };

    public static async Task<Message> SendAsync(RenderedPart rendered, Func<RenderedMessage, Task<Message>> send)
    {
        var part = (RenderedMessage)rendered;
        try
        {
            return await send(part);
        }
        catch (DiscordException refused) when (part.Files.Count > 0 && refused.Code == DiscordErrorCodes.MissingPermissions)
        {
            return await send(new RenderedMessage([.. part.Components.Select(WithoutFiles)], []));
        }
    }

    private static Component WithoutFiles(Component component) => component.Type == ComponentType.File
        ? Missing
        : component with { Components = component.Components?.Select(WithoutFiles).ToArray() };
}
