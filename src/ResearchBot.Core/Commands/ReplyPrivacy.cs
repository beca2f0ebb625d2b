using System.Data.Common;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands;

/// <summary>Tells a platform, before it acknowledges a request, whether the reply must be for the person alone.</summary>
public sealed class ReplyPrivacy(ChosenSettings settings)
{
    /// <summary>Whether it must. The platform then sets <see cref="CommandRequest.IsPrivate"/> and keeps that promise.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="workspace">The tenant.</param>
    /// <param name="channel">Where; null where there is no channel.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> IsPrivateAsync(Command command, string workspace, string? channel, CancellationToken cancellationToken)
    {
        if (command.IsPrivate || !command.IsQuestion)
        {
            return command.IsPrivate;
        }

        try
        {
            return SettingCatalog.PrivateAnswers.In(await settings.ReadAsync(workspace, channel, cancellationToken)) == "on";
        }
        catch (DbException)
        {
            return true; // in doubt for one reader; the command meets the same fault and it is logged there
        }
    }
}
