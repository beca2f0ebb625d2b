namespace ResearchBot.Readers.Code;

/// <summary>Source code: verbatim, its functions and types as sections, the comments above them as running text.</summary>
public sealed class SourceCodeReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [.. Languages.Extensions];

    public override ReadDocument Read(FileToRead file)
    {
        var lines = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content)).Split('\n');
        var (language, family) = Languages.Of(Path.GetExtension(file.Name).ToLowerInvariant());
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        CodeText.Write(builder, lines, language, Declarations.Of(lines, family));
        return builder.Build();
    }
}

/// <summary>Finds the functions and types of a source file.</summary>
internal static class Declarations
{
    private const int LongestLine = 300;
    private const int Deepest = 3;

    /// <summary>Words that begin a statement, which a method's pattern would take for a type.</summary>
    private static readonly HashSet<string> Statements =
    [
        "return", "if", "else", "for", "foreach", "while", "switch", "case", "catch", "using", "throw", "new", "await", "yield", "do", "try", "lock",
        "goto", "assert", "delete", "import", "package", "not", "and", "or", "in", "is", "as", "var", "let", "const", "typedef", "elif", "when", "match",
        "print", "echo", "defer", "base", "this", "super", "from", "raise", "where",
    ];

    /// <summary>Words before a name: a pattern that ends at one of them has met a type in brackets.</summary>
    private static readonly HashSet<string> Modifiers =
        ["public", "private", "protected", "internal", "static", "override", "virtual", "abstract", "sealed", "async", "readonly", "operator", "extern"];

    public static IEnumerable<CodeSection> Of(string[] lines, LanguageFamily family)
    {
        var open = new Stack<int>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (NameIn(lines[i], family) is not { } name)
            {
                continue;
            }

            var indent = Indent(lines[i]);
            while (open.TryPeek(out var above) && above >= indent)
            {
                open.Pop();
            }

            open.Push(indent);
            if (open.Count <= Deepest)
            {
                var (first, body) = Above(lines, i, family.Comment);
                yield return new CodeSection(first, name, open.Count, body);
            }
        }
    }

    private static string? NameIn(string line, LanguageFamily family)
    {
        var text = line.AsSpan().TrimStart();
        if (text.Length == 0 || line.Length > LongestLine || Statements.Contains(FirstWord(text)) || DocComment.IsLine(line, family.Comment))
        {
            return null;
        }

        foreach (var declaration in family.Declarations)
        {
            if (declaration.Match(line) is { Success: true } match && match.Groups["name"].Value is { } name
                && !Statements.Contains(name) && !Modifiers.Contains(name))
            {
                return name;
            }
        }

        return null;
    }

    private static string FirstWord(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
        {
            length++;
        }

        return text[..length].ToString();
    }

    private static int Indent(string line)
    {
        var indent = 0;
        foreach (var c in line)
        {
            if (c is not (' ' or '\t'))
            {
                break;
            }

            indent += c == '\t' ? 4 : 1;
        }

        return indent;
    }

    /// <summary>Where the comment that describes a declaration begins and ends. Between them and the declaration stand its attributes.</summary>
    private static (int First, int Body) Above(string[] lines, int declaration, string comment)
    {
        var body = declaration;
        while (body > 0 && lines[body - 1].AsSpan().Trim() is ['[' or '@', ..])
        {
            body--;
        }

        var first = body;
        while (first > 0 && DocComment.IsLine(lines[first - 1], comment))
        {
            first--;
        }

        return first < body && lines[first].StartsWith("#!", StringComparison.Ordinal) ? (body, body) : (first, body);
    }
}
