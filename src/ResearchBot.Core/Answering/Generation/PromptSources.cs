using System.Globalization;
using System.Text;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>Writes the chunks that a model may answer from: numbered and delimited, as data.</summary>
internal static class PromptSources
{
    /// <summary>Numbers the sources from 1. No text in a source can end it or begin another.</summary>
    public static string Write(IReadOnlyList<RetrievedChunk> chunks)
    {
        var written = new StringBuilder();
        foreach (var (index, chunk) in chunks.Index())
        {
            var document = chunk.Version.Document;
            written.Append(CultureInfo.InvariantCulture, $"<source n=\"{index + 1}\" title=\"{Attribute(document.Title)}\"");
            Append(written, "date", document.Published);
            Append(written, "section", chunk.Chunk.Place.Section);
            Append(written, "under", AboveOf(chunk));
            written.Append(">\n").Append(Inert(OutgoingText.Clean(chunk.Text.ToString()))).Append("\n</source>\n");
        }

        return written.ToString();
    }

    /// <summary>What a chunk stands under that begins in the middle of a list or a table.</summary>
    private static string AboveOf(RetrievedChunk chunk)
    {
        var structure = chunk.Version.Structure;
        return string.Join(" / ", structure.AboveAt(chunk.Chunk.Start).Where(block => block.Start < chunk.Chunk.Start).Select(block => structure.TextOf(block).ToString()));
    }

    private static void Append(StringBuilder written, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            written.Append(CultureInfo.InvariantCulture, $" {name}=\"{Attribute(value)}\"");
        }
    }

    private static string Attribute(string text) => Inert(OutgoingText.CleanLine(text)).Replace('"', '\'').Replace('>', '›');

    private static string Inert(string text) =>
        text.Replace("<source", "‹source", StringComparison.OrdinalIgnoreCase).Replace("</source", "‹/source", StringComparison.OrdinalIgnoreCase);
}
