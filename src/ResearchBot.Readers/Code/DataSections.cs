using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ResearchBot.Readers.Code;

/// <summary>The parts of a JSON text: keys that hold more than a few lines, and the records of lists.</summary>
internal static class JsonSections
{
    private const int MaxDepth = 64;
    private const int Deepest = 3;
    private const int FewLines = 3;

    /// <returns>Ascending; none if the text is not valid JSON.</returns>
    public static IReadOnlyList<CodeSection> Of(string text)
    {
        var found = new List<CodeSection>();
        var open = new Stack<(int Index, int Line)>();
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
        var (line, at) = (0, 0);
        var name = (string?)null;
        try
        {
            while (reader.Read())
            {
                line += bytes.AsSpan(at, (int)reader.TokenStartIndex - at).Count((byte)'\n');
                at = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = reader.GetString();
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((found.Count, line));
                        found.Add(new CodeSection(line, name, reader.CurrentDepth, line));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray when open.TryPop(out var start):
                        Close(found, start, line, reader.CurrentDepth);
                        break;
                }

                name = null;
            }
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            return [];
        }

        return found;
    }

    /// <summary>A text on one line as a person would write it; null if it is not valid JSON.</summary>
    public static string? Indented(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
            using var indented = new MemoryStream();
            using (var writer = new Utf8JsonWriter(indented, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(indented.GetBuffer(), 0, (int)indented.Length).ReplaceLineEndings("\n");
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Forgets what is too small or too deep for a part of its own, with all that it holds.</summary>
    private static void Close(List<CodeSection> found, (int Index, int Line) start, int line, int depth)
    {
        if (depth == 0)
        {
            found.RemoveAt(start.Index);
        }
        else if (depth > Deepest || line - start.Line < FewLines)
        {
            found.RemoveRange(start.Index, found.Count - start.Index);
        }
    }
}

/// <summary>The parts of a YAML text: keys with what is indented below them, and the records of a list.</summary>
internal static class YamlSections
{
    private const int Deepest = 3;
    private const int LongestKey = 100;

    public static IEnumerable<CodeSection> Of(string[] lines)
    {
        var open = new Stack<int>();
        var scalar = int.MaxValue;
        for (var i = 0; i < lines.Length; i++)
        {
            var text = lines[i].AsSpan().Trim();
            var indent = lines[i].Length - lines[i].AsSpan().TrimStart().Length;
            if (text.IsEmpty || text[0] == '#' || indent > scalar)
            {
                continue;
            }

            scalar = text[^1] is '|' or '>' || text.EndsWith("|-") || text.EndsWith(">-") || text.EndsWith("|+") ? indent : int.MaxValue;
            while (open.TryPeek(out var above) && above >= indent)
            {
                open.Pop();
            }

            if (text.StartsWith("- ") && indent <= 2)
            {
                yield return new CodeSection(i, null, open.Count + 1, i);
            }
            else if (Key(text) is { } key && scalar == int.MaxValue && open.Count < Deepest && HoldsMore(lines, i, indent))
            {
                open.Push(indent);
                yield return new CodeSection(i, key, open.Count, i);
            }
        }
    }

    private static string? Key(ReadOnlySpan<char> text)
    {
        var comment = text.IndexOf(" #");
        text = (comment < 0 ? text : text[..comment]).TrimEnd();
        return text.Length is > 1 and < LongestKey && text[^1] == ':' && !text.StartsWith("- ") ? text[..^1].Trim("\"'").ToString() : null;
    }

    /// <summary>Whether more than one line is indented below it.</summary>
    private static bool HoldsMore(string[] lines, int line, int indent)
    {
        var count = 0;
        for (var i = line + 1; i < lines.Length && count < 2; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            if (lines[i].Length - lines[i].AsSpan().TrimStart().Length <= indent && !lines[i].AsSpan().TrimStart().StartsWith("- "))
            {
                break;
            }

            count++;
        }

        return count > 1;
    }
}

/// <summary>The parts of files with lines such as <c>[part]</c>: INI and TOML.</summary>
internal static class TableSections
{
    public static IEnumerable<CodeSection> Of(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var text = lines[i].AsSpan().Trim();
            var end = text.LastIndexOf(']');
            if (text.StartsWith("[") && end > 1 && text[(end + 1)..].TrimStart() is "" or ['#' or ';', ..] && !text.Contains(',') && !text.Contains('='))
            {
                var name = text[..end].Trim("[] ").ToString();
                if (name.Length > 0)
                {
                    yield return new CodeSection(i, name, 1, i);
                }
            }
        }
    }
}
