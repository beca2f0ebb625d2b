namespace ResearchBot.Core.Commands.Settings;

/// <summary>For what a setting is chosen: a channel, or where that is null the whole workspace.</summary>
/// <param name="Channel">The channel.</param>
internal readonly record struct SettingPlace(string? Channel)
{
    /// <summary>Chooses it.</summary>
    public static readonly CommandOption Everywhere = new("everywhere", OptionKind.Flag, "In the whole workspace, not in this channel only.");

    /// <summary>Where a request chooses: its channel, and on the console, which has none, the workspace.</summary>
    /// <exception cref="UserFacingException">It comes from no channel and does not say that it means all of them.</exception>
    public static SettingPlace Of(CommandRequest request) =>
        request.Has(Everywhere.Name) ? new SettingPlace(null)
        : request.Channel is null && !request.Person.IsOwner ? throw new UserFacingException(
            $"There is no channel here. Add --{Everywhere.Name} to choose for the whole workspace, or type this in the channel that is meant.")
        : new SettingPlace(request.Channel);

    /// <summary>As it stands in a sentence.</summary>
    public string Words => Channel is null ? "in this workspace" : "in this channel";

    /// <summary>What is typed to choose there again.</summary>
    public static string FlagOf(CommandRequest request) => request.Has(Everywhere.Name) ? $" --{Everywhere.Name}" : string.Empty;
}
