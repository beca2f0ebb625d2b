using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Replies;

/// <summary>Sends a message without its files, which it then says, where Discord does not let the bot attach any.</summary>
internal static class FilePermission
{
    private static readonly Component Missing =
        new(ComponentType.Text) { Content = "-# A file belongs here that the bot may not attach: it lacks the permission “Attach Files” in this channel." };

    /// <summary>Sends a part, once more without its files where they were refused.</summary>
    public static async Task<Message> SendAsync(RenderedMessage part, Func<RenderedMessage, Task<Message>> send)
    {
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
