using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ResearchBot.Readers;

/// <summary>The YAML block at the top of a Markdown file.</summary>
/// <param name="Values">Scalar values by key; those inside <c>about</c> have the key <c>about.key</c>.</param>
/// <param name="Length">Where the body starts: UTF-16 units up to and with the closing line's end.</param>
internal sealed record FrontMatter(IReadOnlyDictionary<string, string> Values, int Length, int Lines)
{
    private const int MaxLength = 64 * 1024;

    public static FrontMatter None { get; } = new(new Dictionary<string, string>(), 0, 0);

    /// <summary>The stated title, or null.</summary>
    public string? Title => Stated("title") ?? Stated("about.title");

    /// <summary>What the block says about the document, by the names of <see cref="ReadDocument.About"/>.</summary>
    public Dictionary<string, string> About()
    {
        var about = new Dictionary<string, string>();
        Take("title", Stated("about.title"));
        Take("author", Stated("about.author") ?? Stated("author"));
        Take("outlet", Stated("about.outlet") ?? Stated("outlet"));
        Take("language", Stated("lang") ?? Stated("language"));
        var published = Stated("about.published") ?? Stated("published") ?? Stated("date");
        Take("published", StatedDate.ToIso(published) ?? published);
        return about;

        void Take(string name, string? value)
        {
            if (value is not null)
            {
                about.Add(name, value);
            }
        }
    }

    /// <summary>Reads the block where the first line is <c>---</c> and a line <c>---</c> or <c>...</c> closes it. Where it is no valid YAML, its lines
    /// are read one by one.</summary>
    /// <param name="text">The file with LF line ends.</param>
    /// <exception cref="RefusalException">The block is too long or too deep.</exception>
    public static FrontMatter Read(string text)
    {
        if (!text.StartsWith("---\n", StringComparison.Ordinal))
        {
            return None;
        }

        for (int start = 4, lines = 2; start < text.Length; lines++)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (text.AsSpan(start, end - start) is "---" or "...")
            {
                return Scalars(text[4..start]) is { } values
                    ? new FrontMatter(values, Math.Min(end + 1, text.Length), lines)
                    : None;
            }

            start = end + 1;
        }

        return None;
    }

    private string? Stated(string key) => Values.TryGetValue(key, out var value) && StatedText.Clean(value) is { Length: > 0 } clean ? clean : null;

    /// <returns>Null if the block is text between two rules, not a mapping.</returns>
    private static Dictionary<string, string>? Scalars(string yaml)
    {
        if (yaml.Length > MaxLength)
        {
            throw new RefusalException($"The front matter is longer than {MaxLength:N0} characters.");
        }

        try
        {
            return FrontMatterScalars.Read(new Parser(new StringReader(yaml)));
        }
        catch (YamlException)
        {
            return FrontMatterLines.Read(yaml);
        }
    }
}

/// <summary>Reads front matter that people wrote by hand and that is no valid YAML: a colon in a title, a template, a tab.</summary>
internal static partial class FrontMatterLines
{
    /// <returns>Null if a line is neither a key with a value nor part of one.</returns>
    public static Dictionary<string, string>? Read(string block)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in block.Split('\n'))
        {
            if (KeyAndValue().Match(line) is { Success: true } match)
            {
                var value = match.Groups["value"].Value.Trim();
                value = value.Length > 1 && value[0] == value[^1] && value[0] is '"' or '\'' ? value[1..^1] : value;
                if (value.Length > 0 && !value.Contains("{{", StringComparison.Ordinal))
                {
                    values.TryAdd(match.Groups["key"].Value, value);
                }
            }
            else if (line.Length > 0 && line[0] is not (' ' or '\t' or '-' or '#' or ']' or '}'))
            {
                return null;
            }
        }

        return values;
    }

    [GeneratedRegex(@"^(?<key>[A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(?<value>.*))?$")]
    private static partial Regex KeyAndValue();
}

/// <summary>Takes single values out of YAML's event stream. An alias is never followed and nothing but those values is built, so a small block cannot
/// become a large one.</summary>
internal static class FrontMatterScalars
{
    private const int MaxDepth = 32;
    private const string About = "about";

    /// <returns>Values by key, those of the mapping <c>about</c> with <c>about.</c> before the key; null if the root is no mapping.</returns>
    public static Dictionary<string, string>? Read(Parser parser)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _) || parser.Accept<StreamEnd>(out _))
        {
            return values;
        }

        if (!parser.TryConsume<MappingStart>(out _))
        {
            return null;
        }

        TakeMapping(parser, "", values);
        parser.Consume<DocumentEnd>();
        return values;
    }

    private static void TakeMapping(Parser parser, string prefix, Dictionary<string, string> values)
    {
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                Skip(parser);
                Skip(parser);
            }
            else if (parser.TryConsume<Scalar>(out var value))
            {
                if (!IsNull(value))
                {
                    values.TryAdd(prefix + key.Value, value.Value.Trim());
                }
            }
            else if (prefix.Length == 0 && key.Value == About && parser.TryConsume<MappingStart>(out _))
            {
                TakeMapping(parser, About + ".", values);
            }
            else
            {
                Skip(parser);
            }
        }
    }

    private static bool IsNull(Scalar value) =>
        string.IsNullOrWhiteSpace(value.Value) || (value.Style == ScalarStyle.Plain && value.Value is "~" or "null" or "Null" or "NULL");

    private static void Skip(Parser parser)
    {
        var depth = 0;
        do
        {
            depth += parser.Consume<ParsingEvent>().NestingIncrease;
            if (depth > MaxDepth)
            {
                throw new RefusalException($"The front matter is nested deeper than {MaxDepth} levels.");
            }
        }
        while (depth > 0);
    }
}
