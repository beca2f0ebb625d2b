using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands;

/// <summary>Lists the commands that the person may use.</summary>
public sealed class HelpCommand(IServiceProvider services) : Command
{
    /// <inheritdoc/>
    public override string Name => "help";

    /// <inheritdoc/>
    public override string Summary => "List the commands.";

    /// <inheritdoc/>
    public override string Example => "help";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override bool IsAlwaysServed => true;

    /// <inheritdoc/>
    public override Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var catalog = services.GetRequiredService<CommandCatalog>(); // which holds this command, so it cannot come first
        return Task.FromResult<Reply>(new HelpReply([.. catalog.Commands.Where(command => command.Role <= request.Person.Role)]));
    }
}
