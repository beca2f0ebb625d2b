using ResearchBot.Core.Text;

namespace ResearchBot.Core.Documents;

/// <summary>The smallest part of a text that says something: a sentence, or a whole list item, table row, definition or piece of code.</summary>
/// <param name="Block">The block that it is or stands in; null for a text without structure.</param>
public readonly record struct TextUnit(TextRange Range, Block? Block)
{
    /// <summary>Whether it can be stated. Headings, questions, navigation and facts about the document only say what others are about.</summary>
    public bool IsStatement => Block?.Kind is not (
        BlockKind.Heading or BlockKind.Header or BlockKind.Question or BlockKind.Caption or BlockKind.Navigation or BlockKind.Metadata);

    /// <summary>The units of a chunk, in order, without what is hidden.</summary>
    public static IReadOnlyList<TextUnit> In(DocumentVersion version, Chunk chunk)
    {
        var structure = version.Structure;
        if (structure.Blocks.Count == 0)
        {
            return Sentences(version.Text, new TextRange(chunk.Start, chunk.Length), block: null);
        }

        var units = new List<TextUnit>();
        var end = chunk.Start + chunk.Length;
        for (var i = structure.BlockAt(chunk.Start); i < structure.Blocks.Count && structure.Blocks[i].Start < end; i++)
        {
            var block = structure.Blocks[i];
            var range = Intersection(block, chunk.Start, end);
            if (range.Length <= 0 || block.Hidden)
            {
                continue;
            }

            if (block.Kind is BlockKind.Paragraph or BlockKind.Quote or BlockKind.Note)
            {
                units.AddRange(Sentences(version.Text, range, block));
            }
            else
            {
                units.Add(new TextUnit(range, block));
            }
        }

        return units;
    }

    private static TextRange Intersection(Block block, int start, int end)
    {
        var from = Math.Max(block.Start, start);
        return new TextRange(from, Math.Min(block.End, end) - from);
    }

    private static List<TextUnit> Sentences(string text, TextRange range, Block? block) =>
        SentenceSplitter.Split(text.AsSpan(range.Start, range.Length))
            .ConvertAll(sentence => new TextUnit(sentence with { Start = sentence.Start + range.Start }, block));
}
