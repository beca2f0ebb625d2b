using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ResearchBot.Readers.Chat;

namespace ResearchBot.Readers;

/// <summary>Jupyter notebooks: text cells as Markdown, code cells with what they printed.</summary>
public sealed partial class NotebookReader : DocumentReader
{
    private const int MaxDepth = 64;
    private const int LongestOutput = 4_000;

    public override IReadOnlyList<string> Extensions { get; } = [".ipynb"];

    public override ReadDocument Read(FileToRead file)
    {
        try
        {
            using var json = JsonDocument.Parse(TextDecoder.Decode(file.Content), new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(file, json.RootElement);
        }
        catch (JsonException)
        {
            throw new RefusalException("The file is not a notebook: its JSON is damaged. Save it anew from Jupyter.");
        }
    }

    private static ReadDocument Read(FileToRead file, JsonElement notebook)
    {
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var metadata = notebook.Find("metadata") ?? default;
        var language = metadata.Find("kernelspec")?.Text("language") ?? metadata.Find("language_info")?.Text("name");
        var number = 0;
        foreach (var cell in notebook.Items("cells").Concat(notebook.Items("worksheets").SelectMany(sheet => sheet.Items("cells"))))
        {
            builder.Place = new PlaceMark(0) { Cell = ++number };
            var source = Joined(cell, "source") ?? Joined(cell, "input") ?? "";
            switch (cell.Text("cell_type"))
            {
                case "markdown":
                    Markdown(builder, file, source, number);
                    break;
                case "heading":
                    builder.Add(BlockKind.Heading, source, cell.Text("level") is [>= '1' and <= '6'] level ? level[0] - '0' : 1);
                    break;
                default:
                    Code(builder, source, cell.Text("cell_type") == "raw" ? null : language, under: null);
                    foreach (var output in cell.Items("outputs"))
                    {
                        Output(builder, file, output, number);
                    }

                    break;
            }
        }

        var title = metadata.Text("title") ?? FirstHeading(builder);
        var authors = StatedText.Clean(string.Join(", ", metadata.Items("authors").Select(author => author.Text("name")).OfType<string>()));
        return builder.Build(title, about: authors.Length == 0 ? null : new Dictionary<string, string> { ["author"] = authors });
    }

    private static void Markdown(DocumentBuilder builder, FileToRead file, string source, int number)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            return;
        }

        if (InnerDocument.TryRead(file with { Depth = 0 }, "cell.md", Encoding.UTF8.GetBytes(source), out var refused) is { } text)
        {
            builder.Append(text, levels: 0, _ => new PlaceMark(0) { Cell = number });
        }
        else
        {
            builder.Remark($"Cell {number} was not read: {refused}");
        }
    }

    private static int? Code(DocumentBuilder builder, string text, string? language, int? under)
    {
        builder.Begin(BlockKind.Code, label: language, under: under);
        builder.WriteVerbatim(text);
        return builder.End();
    }

    private static void Output(DocumentBuilder builder, FileToRead file, JsonElement output, int number)
    {
        var data = output.Find("data") ?? output; // notebooks of format 3 have the data in the output itself
        if (Joined(data, "text/markdown") is { } markdown)
        {
            Markdown(builder, file, Cut(builder, markdown), number);
            return;
        }

        var text = Joined(data, "text/plain") ?? Joined(output, "text") ?? (output.Text("ename") is { } error ? $"{error}: {output.Text("evalue")}" : null);
        if (text is not null)
        {
            Code(builder, Cut(builder, Colors().Replace(text, "")), "text", under: null);
        }
    }

    private static string Cut(DocumentBuilder builder, string output)
    {
        if (output.Length <= LongestOutput)
        {
            return output;
        }

        builder.Remark($"Of long outputs the first {LongestOutput:N0} characters were read.");
        var end = output.LastIndexOf('\n', LongestOutput);
        return output[..(end > 0 ? end : LongestOutput)];
    }

    /// <summary>Text that is written as one string or as a list of lines.</summary>
    private static string? Joined(JsonElement element, string name) => element.Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Array } lines => string.Concat(
            lines.EnumerateArray().Where(line => line.ValueKind == JsonValueKind.String).Select(line => line.GetString())),
        _ => null,
    };

    private static string? FirstHeading(DocumentBuilder builder)
    {
        for (var i = 0; i < builder.Blocks.Count; i++)
        {
            if (builder.Blocks[i] is { Kind: BlockKind.Heading, Level: 1 })
            {
                return StatedText.Clean(builder.TextOf(i));
            }
        }

        return null;
    }

    [GeneratedRegex(@"\x1B\[[0-9;]*[A-Za-z]", RegexOptions.NonBacktracking)]
    private static partial Regex Colors();
}
