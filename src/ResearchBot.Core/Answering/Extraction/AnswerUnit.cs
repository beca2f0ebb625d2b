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
                    if (LedBy(text, blocks, index, sentence) is not { } led)
                    {
                        units.Add(new AnswerUnit(UnitKind.Sentence, sentence, index));
                    }
                    else if (led.Kind == UnitKind.List)
                    {
                        units.Add(led);
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

    /// <summary>What a sentence leads in to; null if it says something itself.</summary>
    private static AnswerUnit? LedBy(string text, IReadOnlyList<Block> blocks, int index, TextRange sentence)
    {
        var isLast = sentence.End >= blocks[index].End - 1;
        if (!isLast || index + 1 >= blocks.Count || blocks[index + 1].Under != index)
        {
            return null;
        }

        return blocks[index + 1].Kind switch
        {
            BlockKind.Item => ListFrom(text, blocks, index + 1, sentence) ?? new AnswerUnit(UnitKind.Item, sentence, index),
            BlockKind.Code or BlockKind.Header or BlockKind.Row => text[sentence.End - 1] is ':' or '：' ? new AnswerUnit(UnitKind.Code, sentence, index) : null,
            _ => null,
        };
    }

    /// <summary>The list whose first item is at <paramref name="first"/>; null if it is too long to be stated.</summary>
    private static AnswerUnit? ListFrom(string text, IReadOnlyList<Block> blocks, int first, TextRange? leadIn)
    {
        var level = blocks[first].Level;
        var end = first;
        while (end < blocks.Count && blocks[end].Kind == BlockKind.Item && !blocks[end].Hidden && blocks[end].Level >= level)
        {
            end++;
        }

        var start = leadIn?.Start ?? MarkerStart(text, blocks[first].Start);
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

    private static int MarkerStart(string text, int start)
    {
        var line = text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;
        while (line < start && char.IsWhiteSpace(text[line]))
        {
            line++;
        }

        return Math.Min(line, start);
    }

    private static List<TextRange> Sentences(string text, TextRange range) =>
        SentenceSplitter.Split(text.AsSpan(range.Start, range.Length)).ConvertAll(sentence => sentence with { Start = sentence.Start + range.Start });
}
