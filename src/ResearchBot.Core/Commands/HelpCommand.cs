using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class HelpCommand(IServiceProvider services)
    : Command(new("help", CommandGroup.Help, Role.Member)
    {
        Summary = "List the commands, or show one with its options.",
        Example = "help documents show",
        IsAlwaysServed = true,
        IsPrivate = true,
        Options = [new("command", OptionKind.Text, "The command to show; all that you may use if not said.") { IsPositional = true }],
    })
{
    public override Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var catalog = services.GetRequiredService<CommandCatalog>(); // which holds this command, so it cannot come first
        var name = OutgoingText.CleanLine(request.Value("command") ?? string.Empty).TrimStart('/');
        return Task.FromResult<Reply>(new HelpReply(
            name.Length == 0 ? [.. catalog.Commands.Where(command => command.Role <= request.Person.Role && (!command.IsForConsoleOnly || request.Person.IsOwner))] : Named(catalog, name)));
    }

    /// <summary>Includes commands that the person may not use: whom to ask for them is no secret.</summary>
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

public sealed class HelloCommand()
    : Command(new("hello", CommandGroup.Help, Role.Member)
    {
        Summary = "Say hello: what the bot does, with two examples.",
        Example = "hello",
        IsAlwaysServed = true,
    })
{
    public override Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken) => Task.FromResult<Reply>(new TextReply(
        "Hello! I answer questions from the documents that are loaded here, with the passage that says it. Ask as you would ask a colleague, for example “who approves travel?” or “how do I "
        + "reset my password?”. /help lists what else I can do."));
}

/// <summary>Help: one command in full, or several with a line each, grouped by who may use them.</summary>
public sealed record HelpReply(IReadOnlyList<Command> Commands) : Reply;

public static class HelpText
{
    public static IEnumerable<string> Lines(HelpReply help) => help.Commands is [var one] ? LinesOf(one) : Overview(help.Commands);

    private static IEnumerable<string> LinesOf(Command command)
    {
        yield return "/" + CommandUsage.Of(command);
        yield return $"  {command.Summary} For {CommandUsage.WhoMay(command.Role)}.";
        foreach (var option in command.Options)
        {
            var name = option.IsPositional ? option.Name.ToUpperInvariant() : "--" + option.Name;
            yield return $"  {name,-14} {option.Help}{(option.Required ? " Required." : string.Empty)}";
        }

        yield return $"  Example: /{command.Example}";
    }

    private static IEnumerable<string> Overview(IReadOnlyList<Command> commands)
    {
        var width = commands.Max(command => command.Name.Length);
        foreach (var group in commands.GroupBy(command => command.Role).OrderBy(group => group.Key))
        {
            yield return $"For {CommandUsage.WhoMay(group.Key)}:";
            foreach (var command in group)
            {
                yield return $"  /{command.Name.PadRight(width)}  {command.Summary}";
            }

            yield return string.Empty;
        }

        yield return "/help COMMAND shows one with its options and an example.";
    }
}
