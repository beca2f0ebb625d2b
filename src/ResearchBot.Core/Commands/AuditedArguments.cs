using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>What the audit keeps of a request's arguments: what the command declares, but never free text, which may be a question.</summary>
public static class AuditedArguments
{
    private const int MostCharacters = 1_000; // or one entry could fill the store

    /// <summary>The arguments on one line.</summary>
    public static string Of(Command command, CommandRequest request)
    {
        var named = command.Options
            .Where(option => option is { Kind: not OptionKind.Text, IsSecret: false } && request.Has(option.Name))
            .Select(option => request.Value(option.Name) is { Length: > 0 } value ? $"{option.Name}={value}" : option.Name);
        var line = OutgoingText.CleanLine(string.Join(' ', named.Concat(request.Sources.Select(source => source.Root))));
        if (line.Length <= MostCharacters)
        {
            return line;
        }

        return line[..(char.IsHighSurrogate(line[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)] + "…";
    }
}
