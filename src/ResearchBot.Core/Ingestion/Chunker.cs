using ResearchBot.Core.Text;

namespace ResearchBot.Core.Ingestion;

/// <summary>Cuts a document into chunks of about <see cref="Target"/> characters along its blocks: never inside a row, an item, code or a sentence; a
/// heading stays with what follows it, a list, table or code with its lead-in. Sections, pages and sheets are crossed only if a part is too small
/// to stand alone. Hidden blocks are in no chunk.</summary>
public static class Chunker
{
    /// <summary>The desired length in UTF-16 code units.</summary>
    public const int Target = 800;

    /// <summary>The longest row, item, definition or code that stays whole; a longer one is cut at its lines or sentences.</summary>
    public const int LongestWhole = 2_000;

    private const int Early = 550;
    private const int TooSmall = 120;

    /// <summary>The chunks of <paramref name="text"/>: ascending, not overlapping, together covering all that is visible.</summary>
    public static IReadOnlyList<Chunk> Split(string text, DocumentStructure structure)
    {
        var chunks = new List<Chunk>();
        var start = -1;
        var end = 0;
        var first = default(ChunkUnit);
        foreach (var unit in ChunkUnits.Of(text, structure))
        {
            if (start >= 0 && IsFull(end - start, end, unit))
            {
                Add();
                start = -1;
            }

            (start, first) = start < 0 ? (unit.Range.Start, unit) : (start, first);
            end = unit.Range.End;
        }

        if (start >= 0)
        {
            Add();
        }

        return chunks;

        void Add() => chunks.Add(new Chunk(chunks.Count, start, end - start, structure.At(start)) { Context = first.Context });
    }

    private static bool IsFull(int length, int end, ChunkUnit next) =>
        next.IsApart ? true
        : next.IsBound ? false
        : next.IsNewPart ? length >= TooSmall
        : length + (next.Range.End - end) > Target || (length >= Early && next.IsBreak);
}

/// <summary>The smallest part of a text that is never cut.</summary>
/// <param name="Context">See <see cref="Chunk.Context"/>.</param>
/// <param name="IsBreak">Whether a chunk that is nearly full ends before it.</param>
/// <param name="IsNewPart">Whether a section, page or sheet begins with it.</param>
/// <param name="IsBound">Whether it stays with the unit before it: what follows a heading, a lead-in or a question.</param>
/// <param name="IsApart">Whether something hidden stands before it.</param>
internal readonly record struct ChunkUnit(TextRange Range, TextRange? Context, bool IsBreak, bool IsNewPart, bool IsBound, bool IsApart);

/// <summary>Takes a text apart into units.</summary>
internal static class ChunkUnits
{
    public static IEnumerable<ChunkUnit> Of(string text, DocumentStructure structure)
    {
        var blocks = structure.Blocks.Count > 0 ? structure.Blocks : [new Block(BlockKind.Paragraph, 0, text.Length)];
        var parts = new PartStarts(structure.Marks);
        var apart = false;
        Block? before = null;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.Hidden)
            {
                (apart, before) = (before is not null || apart, null);
                continue;
            }

            var context = Context(blocks, block);
            var bound = before is not null && (before.IsHeading || IsFirstUnder(blocks, i));
            var isBreak = before is null || !IsSameList(before.Kind, block.Kind);
            var first = true;
            foreach (var range in Ranges(text, block))
            {
                var newPart = parts.IsPassed(range.End) || (first && block.IsHeading && before is not null);
                yield return first
                    ? new ChunkUnit(range, context, isBreak, newPart, bound, apart)
                    : new ChunkUnit(range, context, IsParagraphBreak(text, range.Start), newPart, IsBound: false, IsApart: false);
                (first, apart) = (false, false);
            }

            before = block;
        }
    }

    private static bool IsFirstUnder(IReadOnlyList<Block> blocks, int index) => blocks[index].Under == index - 1;

    private static bool IsSameList(BlockKind before, BlockKind now) =>
        before == now && now is BlockKind.Item or BlockKind.Row || before == BlockKind.Header && now == BlockKind.Row;

    /// <summary>A table's header above all; the nearest lead-in or question otherwise.</summary>
    private static TextRange? Context(IReadOnlyList<Block> blocks, Block block)
    {
        if (block.Under is not { } under || under >= blocks.Count || blocks[under].Hidden)
        {
            return null;
        }

        var above = blocks[under];
        return new TextRange(above.Start, Math.Min(above.Length, Chunker.Target));
    }

    private static List<TextRange> Ranges(string text, Block block)
    {
        var whole = block.Kind is not (BlockKind.Paragraph or BlockKind.Quote or BlockKind.Note) && block.Length <= Chunker.LongestWhole;
        if (whole)
        {
            var start = block.Kind == BlockKind.Item ? block.MarkerStartIn(text) : block.Start;
            return [new TextRange(start, block.End - start)];
        }

        var source = text.AsSpan(block.Start, block.Length);
        var pieces = block.Kind == BlockKind.Code ? Lines(source) : SentenceSplitter.Split(source);
        return pieces.ConvertAll(piece => piece with { Start = piece.Start + block.Start });
    }

    /// <summary>Runs of lines with about the target's length, preferably up to a blank line.</summary>
    private static List<TextRange> Lines(ReadOnlySpan<char> code)
    {
        var pieces = new List<TextRange>();
        var start = 0;
        while (start < code.Length)
        {
            var rest = code[start..];
            var length = rest.Length;
            if (length > Chunker.Target)
            {
                var window = rest[..Chunker.Target];
                var blank = window.LastIndexOf("\n\n");
                var line = window.LastIndexOf('\n');
                length = blank > Chunker.Target / 2 ? blank : line > 0 ? line : CharacterEnd(rest, Chunker.Target);
            }

            var piece = rest[..length].TrimEnd();
            if (!piece.IsEmpty)
            {
                pieces.Add(new TextRange(start, piece.Length));
            }

            start += length;
            while (start < code.Length && code[start] == '\n')
            {
                start++;
            }
        }

        return pieces;
    }

    private static int CharacterEnd(ReadOnlySpan<char> text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;

    private static bool IsParagraphBreak(string text, int start)
    {
        var feeds = 0;
        for (var i = start - 1; i >= 0 && char.IsWhiteSpace(text[i]); i--)
        {
            feeds += text[i] == '\n' ? 1 : 0;
        }

        return feeds > 1;
    }

    /// <summary>Where pages, slides, sheets and notebook cells begin.</summary>
    private sealed class PartStarts(IReadOnlyList<PlaceMark> marks)
    {
        private int _next = 1;

        /// <summary>Whether one begins before <paramref name="offset"/> and was not passed yet.</summary>
        public bool IsPassed(int offset)
        {
            var passed = false;
            for (; _next < marks.Count && marks[_next].Start < offset; _next++)
            {
                var (before, now) = (marks[_next - 1], marks[_next]);
                passed |= before.Page != now.Page || before.Slide != now.Slide || before.Sheet != now.Sheet || before.Cell != now.Cell;
            }

            return passed;
        }
    }
}
