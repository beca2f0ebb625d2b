namespace ResearchBot.Core.Commands.Steering;

/// <summary>What a moderator pauses or resumes: the channel that they write in, or the whole workspace.</summary>
internal static class PausedPlace
{
    /// <summary>Chooses the whole workspace.</summary>
    public static readonly CommandOption Everywhere = new("everywhere", OptionKind.Flag, "In the whole workspace, not in this channel only.");

    /// <summary>The channel; null is the whole workspace.</summary>
    /// <exception cref="UserFacingException">There is no channel here, and the workspace was not named.</exception>
    public static string? Of(CommandRequest request, string verb)
    {
        if (request.Has(Everywhere.Name))
        {
            return null;
        }

        return request.Channel is null && request.From.Platform != "console"
            ? throw new UserFacingException($"This is no channel. Write /{verb} in the channel that you mean, or /{verb} --everywhere for the whole workspace.")
            : request.Channel;
    }
}
