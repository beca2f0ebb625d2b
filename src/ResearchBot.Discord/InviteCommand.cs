using System.Globalization;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Discord;

public sealed class InviteCommand()
    : Command(new("discord invite", CommandGroup.Platforms, Role.Admin)
    {
        Summary = "Print the link that adds the bot to a Discord server.",
        Example = "discord invite --application 80351110224678912",
        IsAudited = false,
        IsForConsoleOnly = true,
        Options = [new("application", OptionKind.Word, "The application's id, from the page General Information of Discord's portal.", Required: true) { IsPositional = false }],
    })
{
    /// <summary>View channels, send messages, embed links, attach files, read the history, make public threads, write in threads.</summary>
    private const long Permissions = 309_237_763_136;

    private const int ShortestId = 17; // of any application that was ever made

    public override Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("application") ?? string.Empty;
        if (id.Length < ShortestId || !id.All(char.IsAsciiDigit) || !ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new UserFacingException(
                $"“{OutgoingText.CleanLine(id)}” is no id of a Discord application: it has 17 to 20 digits. Copy it from https://discord.com/developers/applications, page General Information.");
        }

        return Task.FromResult<Reply>(new DoneReply(
            $"https://discord.com/oauth2/authorize?client_id={id}&permissions={Permissions.ToString(CultureInfo.InvariantCulture)}&scope=bot%20applications.commands"));
    }
}
