using ResearchBot.Readers;

namespace ResearchBot.Tests.Readers;

/// <summary>The place in the original file of words of a document, as the marks tell it.</summary>
internal static class PlaceOf
{
    public static int? RowAt(this ReadDocument document, int offset)
    {
        var mark = document.MarkAt(offset);
        return mark.Row + document.Text.AsSpan(mark.Start, offset - mark.Start).Count('\n');
    }

    public static int? RowOf(this ReadDocument document, string words) => document.RowAt(document.Text.IndexOf(words, StringComparison.Ordinal));

    public static PlaceMark MarkAt(this ReadDocument document, int offset) => document.Places.Last(place => place.Start <= offset);

    public static PlaceMark MarkOf(this ReadDocument document, string words) => document.MarkAt(document.Text.IndexOf(words, StringComparison.Ordinal));

    public static string TextOf(this ReadDocument document, Block block) => document.Text.Substring(block.Start, block.Length);

    /// <summary>Kind and words of each block.</summary>
    public static (BlockKind Kind, string Text)[] Shown(this ReadDocument document) =>
        [.. document.Blocks.Select(block => (block.Kind, document.TextOf(block)))];
}
