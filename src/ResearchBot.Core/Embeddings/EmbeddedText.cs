using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Embeddings;

/// <summary>What of a chunk its vector is made of.</summary>
public static class EmbeddedText
{
    /// <summary>Title, section and text, a line each.</summary>
    public static string Of(DocumentVersion version, Chunk chunk)
    {
        var text = version.Text.AsSpan(chunk.Start, chunk.Length);
        return chunk.Place.Section is { Length: > 0 } section
            ? $"{version.Document.Title}\n{section}\n{text}"
            : $"{version.Document.Title}\n{text}";
    }

    /// <summary>Part of every stored model id; counted up when <see cref="Of"/> changes, so that all chunks are embedded again.</summary>
    public const int Revision = 1;
}
