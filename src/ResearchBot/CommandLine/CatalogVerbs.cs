using System.CommandLine;
using System.CommandLine.Parsing;
using Verb = System.CommandLine.Command;

namespace ResearchBot.CommandLine;

/// <summary>Makes the command line's verbs from the command catalog.</summary>
internal static class CatalogVerbs
{
    private delegate void ReadValue(ParseResult parsed, Dictionary<string, string> arguments, List<string> paths);

    /// <summary>Adds a verb for each command; "documents show" becomes a verb in a group.</summary>
    public static void AddTo(Verb root, CommandCatalog catalog, Func<ParsedCommand, CancellationToken, Task<int>> run)
    {
        foreach (var command in catalog.Commands.Where(command => command.Name != "help"))
        {
            var parent = root;
            var words = command.Name.Split(' ');
            foreach (var group in words[..^1])
            {
                parent = parent.Subcommands.FirstOrDefault(verb => verb.Name == group) ?? AddGroup(parent, group);
            }

            parent.Add(ToVerb(words[^1], command, run));
        }
    }

    private static Verb AddGroup(Verb parent, string name)
    {
        var group = new Verb(name, $"Commands on {name}.");
        group.SetAction(void (_) => throw new UserFacingException(
            $"{name} needs one of: {string.Join(", ", group.Subcommands.Select(verb => verb.Name))}. “--help” shows how it is used."));
        parent.Add(group);
        return group;
    }

    private static Verb ToVerb(string name, ResearchBot.Core.Commands.Command command, Func<ParsedCommand, CancellationToken, Task<int>> run)
    {
        var verb = new Verb(name, command.Summary);
        ReadValue[] readers = [.. command.Options.Select(option => option.IsPositional ? AddArgument(verb, option) : AddOption(verb, option))];
        verb.SetAction((parsed, cancellationToken) =>
        {
            var arguments = new Dictionary<string, string>();
            var paths = new List<string>();
            Array.ForEach(readers, read => read(parsed, arguments, paths));
            return run(new ParsedCommand(command, arguments, paths), cancellationToken);
        });
        return verb;
    }

    private static ReadValue AddArgument(Verb verb, CommandOption option)
    {
        // None is allowed here: the dispatcher says what is missing, in the same words on every platform.
        if (option.Kind is OptionKind.Word or OptionKind.Document)
        {
            var word = new Argument<string?>(option.Name) { Description = option.Help, Arity = ArgumentArity.ZeroOrOne };
            verb.Add(word);
            return (parsed, arguments, _) => Set(arguments, option, parsed.GetValue(word));
        }

        var many = new Argument<string[]>(option.Name) { Description = option.Help, Arity = ArgumentArity.ZeroOrMore };
        verb.Add(many);
        return (parsed, arguments, paths) =>
        {
            var words = parsed.GetValue(many) ?? [];
            if (option.Kind == OptionKind.Files)
            {
                paths.AddRange(words.Where(word => !TypedAddress.IsWeb(word)));
                words = [.. words.Where(TypedAddress.IsWeb)];
            }

            if (option.Kind != OptionKind.Files || words.Length > 0)
            {
                Set(arguments, option, words.Length == 0 ? null : string.Join(' ', words));
            }
        };
    }

    private static void Set(Dictionary<string, string> arguments, CommandOption option, string? value)
    {
        if (value is not null)
        {
            arguments[option.Name] = value;
        }
    }

    private static ReadValue AddOption(Verb verb, CommandOption option)
    {
        if (option.Kind == OptionKind.Flag)
        {
            var flag = new Option<bool>($"--{option.Name}") { Description = option.Help };
            verb.Add(flag);
            return (parsed, arguments, _) => Set(arguments, option, parsed.GetValue(flag) ? string.Empty : null);
        }

        var named = new Option<string>($"--{option.Name}") { Description = option.Help };
        verb.Add(named);
        return (parsed, arguments, _) => Set(arguments, option, parsed.GetValue(named));
    }
}
