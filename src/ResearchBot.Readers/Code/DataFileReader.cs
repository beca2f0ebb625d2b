using ResearchBot.Readers.Chat;

namespace ResearchBot.Readers.Code;

/// <summary>Files of keys and values: verbatim, their keys as sections and their records as blocks. A chat export in JSON is read as a conversation.</summary>
public sealed class DataFileReader : DocumentReader
{
    /// <summary>Longer lines on average are no lines that a person reads.</summary>
    private const int ReadableLine = 200;

    public override IReadOnlyList<string> Extensions { get; } =
    [
        ".json", ".jsonc", ".json5", ".jsonl", ".ndjson", ".geojson", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".properties", ".env",
        ".editorconfig", ".gitconfig",
    ];

    public override ReadDocument Read(FileToRead file)
    {
        var text = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content));
        var extension = Path.GetExtension(file.Name).ToLowerInvariant();
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        switch (extension)
        {
            case ".json" or ".jsonc" or ".json5" or ".geojson":
                if (DiscordExport.Read(text, file.Limits) is { } chat)
                {
                    return chat;
                }

                Json(builder, text);
                break;
            case ".jsonl" or ".ndjson":
                var records = text.Split('\n');
                CodeText.Write(builder, records, "json", Enumerable.Range(0, records.Length).Select(line => new CodeSection(line, null, 1, line)));
                break;
            case ".yaml" or ".yml":
                var yaml = text.Split('\n');
                CodeText.Write(builder, yaml, "yaml", YamlSections.Of(yaml));
                break;
            default:
                var lines = text.Split('\n');
                CodeText.Write(builder, lines, extension[1..], TableSections.Of(lines));
                break;
        }

        return builder.Build();
    }

    private static void Json(DocumentBuilder builder, string text)
    {
        var lines = text.Split('\n');
        if (text.Length / lines.Length <= ReadableLine)
        {
            CodeText.Write(builder, lines, "json", JsonSections.Of(text));
        }
        else if (JsonSections.Indented(text) is { } indented)
        {
            CodeText.Write(builder, indented.Split('\n'), "json", JsonSections.Of(indented), hasLines: false);
        }
        else
        {
            CodeText.Write(builder, lines, "json", []);
        }
    }
}
