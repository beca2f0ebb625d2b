namespace ResearchBot.Readers.Code;

/// <summary>Where a part of a file begins: a function, a class, a key.</summary>
/// <param name="Line">From 0; of its first line, comments above it included.</param>
/// <param name="Name">Null if it is only a place to cut, such as the next record of a list.</param>
/// <param name="Level">From 1.</param>
/// <param name="Body">The line where the comments above it end; the same as <paramref name="Line"/> if there are none.</param>
internal sealed record CodeSection(int Line, string? Name, int Level, int Body);

/// <summary>Writes a file's lines verbatim as code, with its sections under headings of their own. The comments that describe a section stand before its
/// code as running text.</summary>
internal static class CodeText
{
    private const int LowestHeading = 6;

    /// <param name="language">The label of the code.</param>
    /// <param name="sections">Ascending by line.</param>
    /// <param name="hasLines">Whether they are the lines of the file.</param>
    public static void Write(DocumentBuilder builder, string[] lines, string language, IEnumerable<CodeSection> sections, bool hasLines = true)
    {
        var at = 0;
        foreach (var section in sections)
        {
            if (section.Line < at)
            {
                continue;
            }

            Code(builder, lines, at, section.Line, language, hasLines);
            at = section.Line;
            if (section.Name is not null)
            {
                builder.Place = new PlaceMark(0) { Line = hasLines ? section.Body + 1 : null };
                builder.Add(BlockKind.Heading, section.Name, Math.Min(section.Level, LowestHeading));
                Comment(builder, lines, at, section.Body);
                at = section.Body;
            }
        }

        Code(builder, lines, at, lines.Length, language, hasLines);
    }

    private static void Code(DocumentBuilder builder, string[] lines, int from, int to, string language, bool hasLines)
    {
        builder.Begin(BlockKind.Code, label: language);
        var blank = true;
        for (var i = from; i < to; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) && blank)
            {
                continue;
            }

            if (blank)
            {
                builder.Place = new PlaceMark(0) { Line = hasLines ? i + 1 : null };
            }
            else
            {
                builder.NewLine();
            }

            blank = false;
            builder.WriteVerbatim(lines[i].AsSpan().TrimEnd());
        }

        builder.End();
    }

    private static void Comment(DocumentBuilder builder, string[] lines, int from, int to)
    {
        var open = false;
        for (var i = from; i < to; i++)
        {
            var words = DocComment.Words(lines[i]);
            if (words.Length == 0)
            {
                builder.End();
                open = false;
                continue;
            }

            if (!open)
            {
                builder.Begin(BlockKind.Paragraph);
            }
            else
            {
                builder.NewLine();
            }

            open = true;
            builder.Place = new PlaceMark(0) { Line = i + 1 };
            builder.Write(words);
        }

        builder.End();
    }
}

/// <summary>The comment that describes what stands below it.</summary>
internal static class DocComment
{
    private static readonly string[] Marks = ["///", "//!", "//", "/**", "/*", "*/", "*", "##", "#", "--", ";;", "%"];

    /// <summary>Whether a line belongs to such a comment.</summary>
    /// <param name="mark">How a comment's line begins in the language, besides those in <c>/** */</c>.</param>
    public static bool IsLine(string line, string mark)
    {
        var text = line.AsSpan().Trim();
        return (mark.Length > 0 && text.StartsWith(mark)) || text.StartsWith("/**") || text.StartsWith("*/") || text.StartsWith("* ") || text is "*";
    }

    /// <summary>The words of a line of it, without the comment's marks and XML tags.</summary>
    public static string Words(string line)
    {
        var text = line.AsSpan().Trim();
        foreach (var mark in Marks)
        {
            if (text.StartsWith(mark))
            {
                text = text[mark.Length..];
                break;
            }
        }

        text = text.TrimEnd();
        text = (text.EndsWith("*/") ? text[..^2] : text).Trim();
        return WithoutTags(text);
    }

    private static string WithoutTags(ReadOnlySpan<char> text)
    {
        var words = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '<' && i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '/') ? text[i..].IndexOf('>') : -1;
            if (end < 0)
            {
                words.Append(text[i]);
                continue;
            }

            var tag = text.Slice(i, end);
            var quote = tag.IndexOf('"');
            if (tag.StartsWith("<see") || tag.StartsWith("<param"))
            {
                var close = quote < 0 ? -1 : tag[(quote + 1)..].IndexOf('"');
                words.Append(close < 0 ? "" : tag.Slice(quote + 1, close)).Append(tag.StartsWith("<param ") ? ": " : "");
            }

            i += end;
        }

        return words.ToString().Trim();
    }
}
