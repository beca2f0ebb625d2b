using System.Text;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>Parses a typed command such as <c>documents show ID --version 2</c>. Positional arguments come in order, others as <c>--name value</c>; quotes
/// keep words together.</summary>
public sealed class CommandGrammar(CommandCatalog catalog)
{
    /// <summary>Parses a line without the slash.</summary>
    /// <exception cref="UserFacingException">Unknown command or option; the message lists what there is.</exception>
    public ParsedCommand Parse(string line)
    {
        var command = FindCommand(line, out var rest);
        var arguments = new Dictionary<string, string>();
        var paths = new List<string>();
        var positional = new Queue<CommandOption>(command.Options.Where(option => option.IsPositional));
        if (command.Options is [{ Kind: OptionKind.Text } text])
        {
            arguments[text.Name] = rest.Trim(); // a question may hold anything
            return new ParsedCommand(command, arguments, paths);
        }

        var words = new Queue<string>(SplitWords(rest));
        while (words.TryDequeue(out var word))
        {
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                var option = FindOption(command, word[2..]);
                arguments[option.Name] = option.Kind == OptionKind.Flag ? string.Empty
                    : words.TryDequeue(out var value) ? value
                    : throw new UserFacingException($"--{option.Name} needs a value. Example: /{command.Example}");
            }
            else if (!positional.TryPeek(out var next))
            {
                throw new UserFacingException($"“{OutgoingText.Clean(word)}” is one argument too many. Example: /{command.Example}");
            }
            else if (next.Kind == OptionKind.Files && !TypedAddress.IsWeb(word))
            {
                paths.Add(word);
            }
            else if (next.Kind is OptionKind.Text or OptionKind.Files)
            {
                arguments[next.Name] = arguments.TryGetValue(next.Name, out var before) ? $"{before} {word}" : word;
            }
            else
            {
                arguments[positional.Dequeue().Name] = word;
            }
        }

        return new ParsedCommand(command, arguments, paths);
    }

    private Command FindCommand(string line, out string rest)
    {
        var trimmed = line.TrimStart();
        foreach (var command in catalog.Commands.OrderByDescending(command => command.Name.Length))
        {
            if (trimmed.StartsWith(command.Name, StringComparison.OrdinalIgnoreCase)
                && (trimmed.Length == command.Name.Length || char.IsWhiteSpace(trimmed[command.Name.Length])))
            {
                rest = trimmed[command.Name.Length..];
                return command;
            }
        }

        var typed = trimmed.Split(' ', 2)[0];
        var group = catalog.Commands.Where(command => command.Name.StartsWith(typed + " ", StringComparison.OrdinalIgnoreCase)).ToArray();
        throw new UserFacingException(group.Length > 0
            ? $"/{group[0].Name.Split(' ')[0]} needs one of: {string.Join(", ", group.Select(command => command.Name.Split(' ')[1]))}. Example: /{group[0].Example}"
            : $"There is no command /{OutgoingText.Clean(typed)}. /help lists them; a line without a slash is a question.");
    }

    private static CommandOption FindOption(Command command, string name) =>
        command.Options.FirstOrDefault(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && !option.IsPositional)
        ?? throw new UserFacingException($"/{command.Name} has no option --{OutgoingText.Clean(name)}. Example: /{command.Example}");

    private static List<string> SplitWords(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var open = false;
        foreach (var c in text)
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'' && !open)
            {
                quote = quote == '\0' ? c : '\0';
                open = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (open)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                open = false;
            }
            else
            {
                word.Append(c);
                open = true;
            }
        }

        if (open)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}

/// <summary>A command as it was typed.</summary>
/// <param name="Arguments">Option name to value; web addresses stand under the name of the option for files, with blanks between them.</param>
/// <param name="Paths">Files and folders of this machine.</param>
public sealed record ParsedCommand(Command Command, IReadOnlyDictionary<string, string> Arguments, IReadOnlyList<string> Paths);

public static class CommandUsage
{
    /// <summary>The command with its arguments: <c>documents restore ID [--version N]</c>.</summary>
    public static string Of(Command command) => string.Join(' ', command.Options.Select(Of).Prepend(command.Name));

    /// <summary>Who may use it, as a phrase inside a sentence.</summary>
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
