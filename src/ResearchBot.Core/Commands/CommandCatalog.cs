namespace ResearchBot.Core.Commands;

/// <summary>All commands, by name.</summary>
public sealed class CommandCatalog
{
    private readonly Dictionary<string, Command> _byName;

    /// <param name="commands">In any order of groups; those of one group in the order in which help lists them.</param>
    public CommandCatalog(IEnumerable<Command> commands)
    {
        Commands = [.. commands.OrderBy(command => command.Group)];
        _byName = Commands.ToDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order in which help lists them.</summary>
    public IReadOnlyList<Command> Commands { get; }

    /// <summary>The command of this name, or null.</summary>
    public Command? Find(string name) => _byName.GetValueOrDefault(name);
}
