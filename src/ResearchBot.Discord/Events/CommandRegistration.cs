using ResearchBot.Core.Moderation;

namespace ResearchBot.Discord.Events;

/// <summary>Tells Discord the commands of the catalog, only where it knows others: it counts how often they are written.</summary>
internal sealed partial class CommandRegistrar(CommandCatalog catalog, DiscordRest rest, ILogger<CommandRegistrar> logger)
{
    /// <summary>Makes Discord's commands those of the catalog.</summary>
    /// <returns>Whether anything was written.</returns>
    public async Task<bool> RegisterAsync(string application, CancellationToken cancellationToken)
    {
        var wanted = CatalogCommands.Of(catalog);
        var known = await rest.ReadCommandsAsync(application, cancellationToken);
        if (Canonical(known).SetEquals(Canonical(wanted)))
        {
            return false;
        }

        await rest.WriteCommandsAsync(application, wanted, cancellationToken);
        LogWritten(wanted.Count);
        return true;
    }

    /// <summary>As text in which it makes no difference whether a default is said.</summary>
    private static HashSet<string> Canonical(IReadOnlyList<ApplicationCommand> commands) =>
        [.. commands.Select(command => JsonSerializer.Serialize(
            command with
            {
                Options = Canonical(command.Options),
                Contexts = [.. (command.Contexts ?? []).Order()],
                IntegrationTypes = [.. (command.IntegrationTypes ?? []).Order()],
            },
            DiscordJson.Default.ApplicationCommand))];

    private static IReadOnlyList<ApplicationCommandOption>? Canonical(IReadOnlyList<ApplicationCommandOption>? options) =>
        options is null or [] ? null : [.. options.Select(option => option with
        {
            Required = option.Required is true ? true : null,
            Autocomplete = option.Autocomplete is true ? true : null,
            Options = Canonical(option.Options),
        })];

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} commands were written to Discord")]
    private partial void LogWritten(int count);
}

/// <summary>Makes Discord's commands from the command catalog.</summary>
internal static class CatalogCommands
{
    public const string AskAboutThis = "Ask about this";

    public const string ExplainSources = "Explain sources";

    public const int MostFiles = 5;

    private const int Typed = 1;
    private const int OnMessage = 3;
    private const int SubCommand = 1;
    private const int YesOrNo = 5;
    private const int LongestDescription = 100;

    private static readonly int[] Everywhere = [0, 1]; // servers and direct messages with the bot
    private static readonly int[] Installed = [0]; // in servers, never for a person

    public static IReadOnlyList<ApplicationCommand> Of(CommandCatalog catalog)
    {
        var typed = catalog.Commands
            .Where(command => !command.IsForConsoleOnly)
            .GroupBy(command => command.Name.Split(' ')[0])
            .Select(group => (group.First().Name == group.Key
                ? Declare(group.Key, Typed, Shorten(group.First().Summary), OptionsOf(group.First()))
                : Declare(group.Key, Typed, $"Commands on {group.Key}.", [.. group.Select(ToSubCommand)]))
                with { DefaultMemberPermissions = ShownTo(group.Min(command => command.Role)) });
        return
        [
            .. typed,
            Declare(AskAboutThis, OnMessage, string.Empty, null),
            Declare(ExplainSources, OnMessage, string.Empty, null),
        ];
    }

    private static ApplicationCommand Declare(string name, int type, string description, IReadOnlyList<ApplicationCommandOption>? options) =>
        new(name, type, description, options, Everywhere) { IntegrationTypes = Installed };

    /// <summary>Those whom Discord's own permissions make moderators or admins of the bot. Roles granted by the bot are unknown to Discord.</summary>
    private static string? ShownTo(Role role) => role switch
    {
        Role.Admin => $"{(ulong)Permissions.ManageServer}",
        Role.Moderator => $"{(ulong)Permissions.ManageMessages}",
        _ => null,
    };

    private static ApplicationCommandOption ToSubCommand(Command command) =>
        new(SubCommand, command.Name[(command.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..], Shorten(command.Summary))
        {
            Options = OptionsOf(command),
        };

    /// <summary>Who asks a question may want the answer for themselves; other replies are private or not by what they say.</summary>
    private static IReadOnlyList<ApplicationCommandOption> OptionsOf(Command command) =>
    [
        .. command.Options.SelectMany(ToOptions),
        .. command is { IsQuestion: true, IsPrivate: false }
            ? [new ApplicationCommandOption(YesOrNo, InteractionReader.Private, "Show the answer to you alone.")]
            : Array.Empty<ApplicationCommandOption>(),
    ];

    private static IEnumerable<ApplicationCommandOption> ToOptions(CommandOption option)
    {
        const int Text = 3, Whole = 4, File = 11;
        var declared = new ApplicationCommandOption(option.Kind switch
        {
            OptionKind.Number => Whole,
            OptionKind.Flag => YesOrNo,
            OptionKind.Files => File,
            _ => Text,
        }, option.Name, Shorten(option.Help));
        if (option.Kind != OptionKind.Files)
        {
            return
            [
                declared with
                {
                    Required = option.Required ? true : null,
                    Autocomplete = option.Kind == OptionKind.Document ? true : null,
                    MinValue = option.Kind == OptionKind.Number ? 1 : null,
                },
            ];
        }

        return Enumerable.Range(1, MostFiles).Select(number => declared with { Name = number == 1 ? "file" : $"file{number}", Description = "A file." })
            .Prepend(declared with { Type = Text }); // either will do, so neither is required: the core says what is missing
    }

    private static string Shorten(string help) => help.Length <= LongestDescription ? help : help[..(LongestDescription - 1)] + "…";
}
