using System.Text.RegularExpressions;
using ResearchBot.Core.Commands;

namespace ResearchBot.Slack.Rendering;

/// <summary>Commands as they are typed in Slack, where all of them stand behind one. What the bot says calls them by their names (“/unhelpful
/// --answer …”); a document's or a person's own words between quotation marks stay as they are.</summary>
internal sealed partial class CommandNames(CommandCatalog catalog)
{
    public const string Slash = "/research";

    private readonly HashSet<string> _firstWords = [.. catalog.Commands.Select(command => command.Name.Split(' ')[0])];

    /// <summary>The same text with its commands as they are typed here.</summary>
    public string In(string text)
    {
        var (depth, quoteAt) = (0, -1);
        return Token().Replace(text, found =>
        {
            switch (found.Value)
            {
                case "“":
                    quoteAt = depth++ == 0 ? found.Index : quoteAt;
                    return found.Value;
                case "”":
                    depth = Math.Max(0, depth - 1);
                    return found.Value;
                default:
                    var isQuoted = depth > 1 || (depth == 1 && found.Index > quoteAt + 1);
                    return isQuoted || !_firstWords.Contains(found.Groups[1].Value) ? found.Value : $"{Slash} {found.Groups[1].Value}";
            }
        });
    }

    [GeneratedRegex(@"“|”|(?<![^\s“(])/([a-z]+)(?![\p{L}\p{N}/])")]
    private static partial Regex Token();
}
