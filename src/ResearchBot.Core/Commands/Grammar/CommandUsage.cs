using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands;

/// <summary>How a command is typed and who may use it, from its declaration.</summary>
public static class CommandUsage
{
    /// <summary>The command with its arguments: <c>documents restore ID [--version N]</c>.</summary>
    public static string Of(Command command) => string.Join(' ', command.Options.Select(Of).Prepend(command.Name));

    /// <summary>Who may use it, as it stands in a sentence.</summary>
    public static string WhoMay(Role role) => role switch
    {
        Role.Admin => "admins",
        Role.Moderator => "moderators and admins",
        _ => "everybody",
    };

    private static string Of(CommandOption option)
    {
        var usage = option switch
        {
            { Kind: OptionKind.Flag } => $"--{option.Name}",
            { IsPositional: true, Kind: OptionKind.Files or OptionKind.Text } => $"{option.Name.ToUpperInvariant()}…",
            { IsPositional: true } => option.Name.ToUpperInvariant(),
            _ => $"--{option.Name} {ValueOf(option.Kind)}",
        };
        return option.Required ? usage : $"[{usage}]";
    }

    private static string ValueOf(OptionKind kind) => kind == OptionKind.Number ? "N" : "VALUE";
}
