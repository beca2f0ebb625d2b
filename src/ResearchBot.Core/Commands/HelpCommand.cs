using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>Lists the commands that the person may use, or shows one with its options.</summary>
public sealed class HelpCommand(IServiceProvider services) : Command
{
    /// <inheritdoc/>
    public override string Name => "help";

    /// <inheritdoc/>
    public override string Summary => "List the commands, or show one with its options.";

    /// <inheritdoc/>
    public override string Example => "help documents show";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override bool IsAlwaysServed => true;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [new("command", OptionKind.Text, "The command to show; all that you may use if not said.") { IsPositional = true }];

    /// <inheritdoc/>
    public override Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var catalog = services.GetRequiredService<CommandCatalog>(); // which holds this command, so it cannot come first
        var name = OutgoingText.CleanLine(request.Value("command") ?? string.Empty).TrimStart('/');
        return Task.FromResult<Reply>(new HelpReply(
            name.Length == 0 ? [.. catalog.Commands.Where(command => command.Role <= request.Person.Role && (!command.IsForConsoleOnly || request.Person.IsOwner))] : Named(catalog, name)));
    }

    /// <summary>Also one that the person may not use: whom to ask for it is no secret.</summary>
    private static Command[] Named(CommandCatalog catalog, string name)
    {
        if (catalog.Find(name) is { } command)
        {
            return [command];
        }

        var group = catalog.Commands.Where(one => one.Name.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase)).ToArray();
        return group.Length > 0 ? group : throw new UserFacingException($"There is no command {name}. /help lists them.");
    }
}
