namespace ResearchBot.Core.Documents;

/// <summary>The structure of a document's text: its blocks and links, and where they stand in the original file. It is read from the store only
/// when it is asked for.</summary>
public sealed class DocumentStructure
{
    private readonly string _text;
    private readonly Lazy<Parts> _parts;

    public DocumentStructure(string text, IReadOnlyList<Block>? blocks = null, IReadOnlyList<PlaceMark>? marks = null, IReadOnlyList<Link>? links = null)
        : this(text, new Lazy<Parts>(new Parts(text, blocks ?? [], marks ?? [], links ?? [])))
    {
    }

    private DocumentStructure(string text, Lazy<Parts> parts) => (_text, _parts) = (text, parts);

    /// <summary>The blocks, ascending. Empty for a text that no reader took apart.</summary>
    public IReadOnlyList<Block> Blocks => _parts.Value.Blocks;

    /// <summary>The marks, ascending, at least one.</summary>
    public IReadOnlyList<PlaceMark> Marks => _parts.Value.Marks;

    /// <summary>The links, ascending.</summary>
    public IReadOnlyList<Link> Links => _parts.Value.Links;

    /// <summary>The structure as the store keeps it.</summary>
    internal static DocumentStructure FromStore(string text, string blocks, string marks, string links) => new(
        text,
        new Lazy<Parts>(() => new Parts(text, StoredJson.ReadBlocks(blocks), StoredJson.ReadPlaces(marks), StoredJson.ReadLinks(links))));

    /// <summary>The place of the character at <paramref name="offset"/>.</summary>
    public Place At(int offset)
    {
        var parts = _parts.Value;
        var mark = parts.Marks[IndexAt(parts.MarkStarts, offset)];
        var feeds = offset > mark.Start && (mark.Line ?? mark.Row) is not null ? _text.AsSpan(mark.Start, offset - mark.Start).Count('\n') : 0;
        return new Place(mark.Page, parts.SectionAt(offset), mark.Line + feeds)
        {
            Slide = mark.Slide, Sheet = mark.Sheet, Row = mark.Row + feeds, Paragraph = mark.Paragraph, Cell = mark.Cell, Time = mark.Time,
        };
    }

    /// <summary>The index of the block that the character at <paramref name="offset"/> stands in or comes after; 0 before the first one.</summary>
    public int BlockAt(int offset) => IndexAt(_parts.Value.BlockStarts, offset);

    /// <summary>What the text at <paramref name="offset"/> stands under, outermost first: a table's header, lists' lead-ins, the question of an answer.</summary>
    public IEnumerable<Block> AboveAt(int offset)
    {
        var above = new List<Block>();
        for (var at = Blocks.Count == 0 ? null : Blocks[BlockAt(offset)].Under; at is { } under && under < Blocks.Count; at = Blocks[under].Under)
        {
            above.Insert(0, Blocks[under]);
        }

        return above;
    }

    /// <summary>The words of a block.</summary>
    public ReadOnlySpan<char> TextOf(Block block) => _text.AsSpan(block.Start, block.Length);

    private static int IndexAt(int[] starts, int offset)
    {
        var found = Array.BinarySearch(starts, offset);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }

    private sealed class Parts
    {
        private readonly int[] _headingStarts;
        private readonly string[] _sections;

        public Parts(string text, IReadOnlyList<Block> blocks, IReadOnlyList<PlaceMark> marks, IReadOnlyList<Link> links)
        {
            (Blocks, Links) = (blocks, links);
            Marks = marks.Count == 0 ? [new PlaceMark(0) { Line = 1 }] : marks;
            BlockStarts = [.. blocks.Select(block => block.Start)];
            MarkStarts = [.. Marks.Select(mark => mark.Start)];
            var headings = blocks.Where(block => block.IsHeading).ToArray();
            _headingStarts = [.. headings.Select(heading => heading.Start)];
            _sections = Sections(text, headings);
        }

        public IReadOnlyList<Block> Blocks { get; }
        public IReadOnlyList<PlaceMark> Marks { get; }
        public IReadOnlyList<Link> Links { get; }
        public int[] BlockStarts { get; }
        public int[] MarkStarts { get; }

        public string? SectionAt(int offset) =>
            _headingStarts.Length == 0 || offset < _headingStarts[0] ? null : _sections[IndexAt(_headingStarts, offset)];

        /// <summary>The heading path from each heading on: a heading closes those of its own level and below.</summary>
        private static string[] Sections(string text, Block[] headings)
        {
            var open = new List<(int Level, string Words)>();
            return Array.ConvertAll(headings, heading =>
            {
                open.RemoveAll(above => above.Level >= heading.Level);
                open.Add((heading.Level, heading.Label ?? text.Substring(heading.Start, heading.Length)));
                return string.Join(" > ", open.Select(above => above.Words));
            });
        }
    }
}
