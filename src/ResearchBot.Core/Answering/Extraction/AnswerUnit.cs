using System.Text;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>A part of a document that can be stated: a sentence, a whole list with its lead-in, an item, a row, a definition, or code with its lead-in.</summary>
/// <param name="Range">From its first to its last word in the document's text.</param>
/// <param name="Block">The index of its block, or of a list's first item; null for a text without structure.</param>
/// <param name="LeadIn">What it cannot be understood without: the range of the sentence that leads in; null if there is none, or for a row.</param>
internal sealed record AnswerUnit(UnitKind Kind, TextRange Range, int? Block = null, TextRange? LeadIn = null)
{
    /// <summary>The blocks of a list's items.</summary>
    public Range Items { get; init; }

    /// <summary>The unit as a person would say it, without what its document shows around it.</summary>
    public string StatementIn(DocumentVersion version)
    {
        var (text, structure) = (version.Text, version.Structure);
        switch (Kind)
        {
            case UnitKind.Row when TableRow.WithHeader(structure, structure.Blocks[Block!.Value]) is { } named:
                return named;
            case UnitKind.List:
                return List(text, structure);
            case UnitKind.Code:
                return Led(text, text.Substring(Range.Start, Range.Length), "\n");
            case UnitKind.Item:
                return Led(text, OneLine(text, Range));
            default:
                return OneLine(text, Range);
        }
    }

    private string Led(string text, string own, string between = " ")
    {
        var led = LeadIn is { } leadIn ? OneLine(text, leadIn) : "";
        return led.Length == 0 ? own : $"{led}{(char.IsPunctuation(led[^1]) ? "" : ":")}{between}{own}";
    }

    private string List(string text, DocumentStructure structure)
    {
        var list = new StringBuilder(LeadIn is { } leadIn ? OneLine(text, leadIn) : "");
        foreach (var item in structure.Blocks.Take(Items).Where(block => block.Kind == BlockKind.Item && !block.Hidden))
        {
            list.Append(list.Length > 0 ? "\n" : "").Append(' ', 2 * Math.Max(0, item.Level - 1)).Append(item.Label ?? "•").Append(' ')
                .Append(OneLine(text, new TextRange(item.Start, item.Length)));
        }

        return list.ToString();
    }

    private static string OneLine(string text, TextRange range) =>
        string.Join(' ', text.Substring(range.Start, range.Length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>The kind of a unit.</summary>
internal enum UnitKind
{
    Sentence,
    Item,
    List,
    Row,
    Definition,
    Code,
}

/// <summary>Takes the units out of a chunk.</summary>
internal static class AnswerUnits
{
    /// <summary>A longer list is stated item by item.</summary>
    public const int LongestList = 1_500;

    /// <summary>The units that begin in a chunk, in the order of the text.</summary>
    public static IReadOnlyList<AnswerUnit> In(DocumentVersion version, Chunk chunk)
    {
        var (text, blocks) = (version.Text, version.Structure.Blocks);
        if (blocks.Count == 0)
        {
            return [.. Sentences(text, new TextRange(chunk.Start, chunk.Length)).Select(range => new AnswerUnit(UnitKind.Sentence, range))];
        }

        var units = new List<AnswerUnit>();
        var end = chunk.Start + chunk.Length;
        for (var i = version.Structure.BlockAt(chunk.Start); i < blocks.Count && blocks[i].Start < end; i++)
        {
            var from = Math.Max(blocks[i].Start, chunk.Start);
            var range = new TextRange(from, Math.Min(blocks[i].End, end) - from);
            if (range.Length > 0 && !blocks[i].Hidden)
            {
                Add(units, text, blocks, i, range);
            }
        }

        return units;
    }

    private static void Add(List<AnswerUnit> units, string text, IReadOnlyList<Block> blocks, int index, TextRange range)
    {
        switch (blocks[index].Kind)
        {
            case BlockKind.Paragraph or BlockKind.Quote or BlockKind.Note:
                foreach (var sentence in Sentences(text, range))
                {
                    if (ListLedBy(text, blocks, index, sentence) is { } list)
                    {
                        units.Add(list);
                    }
                    else if (!IsLeadIn(text, blocks, index, sentence))
                    {
                        units.Add(new AnswerUnit(UnitKind.Sentence, sentence, index));
                    }
                }

                break;
            case BlockKind.Item:
                AddItem(units, text, blocks, index, range);
                break;
            case BlockKind.Row:
                units.Add(new AnswerUnit(UnitKind.Row, range, index));
                break;
            case BlockKind.Definition:
                units.Add(new AnswerUnit(UnitKind.Definition, range, index));
                break;
            case BlockKind.Code:
                units.Add(new AnswerUnit(UnitKind.Code, range, index, LeadIn(text, blocks, index)));
                break;
        }
    }

    private static void AddItem(List<AnswerUnit> units, string text, IReadOnlyList<Block> blocks, int index, TextRange range)
    {
        var leadIn = LeadIn(text, blocks, index);
        var isFirst = index == 0 || blocks[index - 1].Kind != BlockKind.Item;
        if (isFirst && leadIn is null && ListFrom(text, blocks, index, leadIn: null) is { } list)
        {
            units.Add(list);
        }

        if (HasOwnItems(blocks, index) && ListFrom(text, blocks, index + 1, range) is { } nested)
        {
            units.Add(nested);
        }
        else
        {
            units.Add(new AnswerUnit(UnitKind.Item, range, index, leadIn));
        }
    }

    private static bool HasOwnItems(IReadOnlyList<Block> blocks, int index) =>
        index + 1 < blocks.Count && blocks[index + 1].Kind == BlockKind.Item && blocks[index + 1].Level > blocks[index].Level;

    /// <summary>The list that a sentence leads in to; null if it leads in to none that can be stated.</summary>
    private static AnswerUnit? ListLedBy(string text, IReadOnlyList<Block> blocks, int index, TextRange sentence) =>
        HasBelow(blocks, index, sentence) && blocks[index + 1].Kind == BlockKind.Item ? ListFrom(text, blocks, index + 1, sentence) : null;

    /// <summary>Whether a sentence only says that something follows. Before a paragraph one with a figure is the line that names a source and its date.</summary>
    private static bool IsLeadIn(string text, IReadOnlyList<Block> blocks, int index, TextRange sentence)
    {
        var namesSource = index + 1 < blocks.Count && blocks[index + 1].Kind == BlockKind.Paragraph && blocks[index + 1].Under != index
            && text.AsSpan(sentence.Start, sentence.Length).ContainsAnyInRange('0', '9');
        return (HasBelow(blocks, index, sentence) && blocks[index + 1].Kind == BlockKind.Item)
            || (sentence.End >= blocks[index].End - 1 && text[sentence.End - 1] is ':' or '：' && !namesSource);
    }

    /// <summary>Whether the next block stands under a sentence, which ends its own.</summary>
    private static bool HasBelow(IReadOnlyList<Block> blocks, int index, TextRange sentence) =>
        sentence.End >= blocks[index].End - 1 && index + 1 < blocks.Count && blocks[index + 1].Under == index;

    /// <summary>The list whose first item is at <paramref name="first"/>; null if it is too long to be stated.</summary>
    private static AnswerUnit? ListFrom(string text, IReadOnlyList<Block> blocks, int first, TextRange? leadIn)
    {
        var level = blocks[first].Level;
        var end = first;
        while (end < blocks.Count && blocks[end].Kind == BlockKind.Item && !blocks[end].Hidden && blocks[end].Level >= level)
        {
            end++;
        }

        if (end == first)
        {
            return null; // its first item is hidden
        }

        var start = leadIn?.Start ?? blocks[first].MarkerStartIn(text);
        var length = blocks[end - 1].End - start;
        return length > LongestList || (leadIn is null && end - first < 2) ? null
            : new AnswerUnit(UnitKind.List, new TextRange(start, length), first, leadIn) { Items = first..end };
    }

    /// <summary>The last sentence of the block that leads in to a list's item or to code.</summary>
    private static TextRange? LeadIn(string text, IReadOnlyList<Block> blocks, int index)
    {
        if (blocks[index].Under is not { } under || blocks[under].Hidden || blocks[under].Kind is BlockKind.Question or BlockKind.Header)
        {
            return null;
        }

        return Sentences(text, new TextRange(blocks[under].Start, blocks[under].Length)) is [.., var last] ? last : null;
    }

    private static List<TextRange> Sentences(string text, TextRange range) =>
        SentenceSplitter.Split(text.AsSpan(range.Start, range.Length)).ConvertAll(sentence => sentence with { Start = sentence.Start + range.Start });
}
