using System.Text.Json;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Commands;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Registration;

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
            command with { Options = Canonical(command.Options), Contexts = [.. (command.Contexts ?? []).Order()] },
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
