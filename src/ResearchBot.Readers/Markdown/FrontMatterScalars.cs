using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ResearchBot.Readers.Markdown;

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
