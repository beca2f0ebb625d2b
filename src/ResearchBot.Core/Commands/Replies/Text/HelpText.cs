namespace ResearchBot.Core.Commands;

/// <summary>Help as plain lines.</summary>
public static class HelpText
{
    /// <summary>One command in full, or several by who may use them.</summary>
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
