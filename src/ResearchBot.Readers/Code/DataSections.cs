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
        var open = new Stack<Container>();
        var bytes = Encoding.UTF8.GetBytes(text);
        var lenient = new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth };
        var reader = new Utf8JsonReader(bytes, lenient);
        var (line, at) = (0, 0);
        var key = (string?)null;
        try
        {
            while (reader.Read())
            {
                line += bytes.AsSpan(at, (int)reader.TokenStartIndex - at).Count((byte)'\n');
                at = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        key = reader.GetString();
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        var isInList = open.TryPeek(out var around) && (around.IsInList || around.IsList);
                        open.Push(new Container(found.Count, line, reader.TokenType == JsonTokenType.StartArray, isInList));
                        found.Add(new CodeSection(line, isInList ? null : key, reader.CurrentDepth, line));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray when open.TryPop(out var container):
                        Close(found, container, line, reader.CurrentDepth);
                        break;
                    case not JsonTokenType.Comment when key is not null && open.TryPeek(out var within) && !within.IsInList && IsBelow(found, within):
                        found.Add(new CodeSection(line, key, reader.CurrentDepth, line)); // or it would stand in the section before it
                        break;
                }

                key = null;
            }
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            return [];
        }

        return found;
    }

    /// <summary>Whether a section stands in the container already.</summary>
    private static bool IsBelow(List<CodeSection> found, Container container) => found.Count > container.Index + 1;

    /// <summary>A text on one line as a person would write it; null if it is not valid JSON.</summary>
    public static string? Indented(string text)
    {
        try
        {
            var lenient = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth };
            using var json = JsonDocument.Parse(text, lenient);
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
    private static void Close(List<CodeSection> found, Container container, int line, int depth)
    {
        if (depth == 0)
        {
            found.RemoveAt(container.Index);
        }
        else if (depth > Deepest || (line - container.Line < FewLines && !IsAfterSection(found, container)))
        {
            found.RemoveRange(container.Index, found.Count - container.Index);
        }
    }

    /// <summary>Whether a named section of the same level stands before it: then it needs a heading, however small it is.</summary>
    private static bool IsAfterSection(List<CodeSection> found, Container container) =>
        found[container.Index].Name is not null && container.Index > 0 && found[container.Index - 1].Name is not null
        && found[container.Index - 1].Level >= found[container.Index].Level;

    /// <param name="Index">Of its section.</param>
    private readonly record struct Container(int Index, int Line, bool IsList, bool IsInList);
}

/// <summary>The parts of a YAML text: keys with what is indented below them, and the records of a list.</summary>
internal static class YamlSections
{
    private const int Deepest = 3;
    private const int LongestKey = 100;

    public static IEnumerable<CodeSection> Of(string[] lines)
    {
        var open = new Stack<int>();
        var (scalar, list) = (int.MaxValue, int.MaxValue);
        for (var i = 0; i < lines.Length; i++)
        {
            var text = lines[i].AsSpan().Trim();
            var indent = lines[i].Length - lines[i].AsSpan().TrimStart().Length;
            if (text.IsEmpty || text[0] == '#' || indent > scalar)
            {
                continue;
            }

            scalar = text[^1] is '|' or '>' || text.EndsWith("|-") || text.EndsWith(">-") || text.EndsWith("|+") ? indent : int.MaxValue;
            if (text.StartsWith("- "))
            {
                list = Math.Min(list, indent);
                if (indent == list)
                {
                    yield return new CodeSection(i, null, open.Count + 1, i);
                }

                continue;
            }

            if (indent > list || text is "-")
            {
                continue;
            }

            list = int.MaxValue;
            var closed = false;
            while (open.TryPeek(out var above) && above >= indent)
            {
                open.Pop();
                closed = true;
            }

            // A key after a section would stand in it without a heading of its own.
            if (open.Count < Deepest && Key(text, isAlone: !closed) is { } key && (closed || HoldsMore(lines, i, indent)))
            {
                open.Push(indent);
                yield return new CodeSection(i, key, open.Count, i);
            }
        }
    }

    /// <param name="isAlone">Whether a key counts only without a value on its line.</param>
    private static string? Key(ReadOnlySpan<char> text, bool isAlone)
    {
        var colon = text.IndexOf(": ");
        colon = colon < 0 ? text.TrimEnd().LastIndexOf(':') : colon;
        var rest = colon < 0 ? [] : text[(colon + 1)..].Trim();
        return colon is > 0 and < LongestKey && (colon + 1 == text.Length || text[colon + 1] == ' ') && (!isAlone || rest.IsEmpty || rest[0] is '#' or '&')
            ? text[..colon].Trim("\"' ").ToString() is { Length: > 0 } key ? key : null
            : null;
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
