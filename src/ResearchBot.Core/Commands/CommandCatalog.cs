namespace ResearchBot.Core.Commands;

public sealed class CommandCatalog
{
    private readonly Dictionary<string, Command> _byName;

    /// <summary>Takes commands with groups in any order; within a group in the order of the help.</summary>
    public CommandCatalog(IEnumerable<Command> commands)
    {
        Commands = [.. commands.OrderBy(command => command.Group)];
        _byName = Commands.ToDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order of the help.</summary>
    public IReadOnlyList<Command> Commands { get; }

    public Command? Find(string name) => _byName.GetValueOrDefault(name);
}
