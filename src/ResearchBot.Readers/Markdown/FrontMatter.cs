using YamlDotNet.Core;

namespace ResearchBot.Readers.Markdown;

/// <summary>The YAML block at the top of a Markdown file.</summary>
/// <param name="Values">Scalar values by key; those inside <c>about</c> have the key <c>about.key</c>.</param>
/// <param name="Length">Where the body starts: UTF-16 units up to and with the closing line's end.</param>
internal sealed record FrontMatter(IReadOnlyDictionary<string, string> Values, int Length, int Lines)
{
    private const int MaxLength = 64 * 1024;

    public static FrontMatter None { get; } = new(new Dictionary<string, string>(), 0, 0);

    /// <summary>Reads the block where the first line is <c>---</c> and a line <c>---</c> or <c>...</c> closes it.</summary>
    /// <param name="text">The file with LF line ends.</param>
    /// <exception cref="RefusalException">The block is not valid YAML, too long or too deep.</exception>
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
        catch (YamlException exception)
        {
            throw new RefusalException($"The front matter is not valid YAML (line {exception.Start.Line + 1}).");
        }
    }
}
