using System.Text.Json.Serialization;

namespace ResearchBot.Readers;

/// <summary>What a reader found in a file: the text as a person sees it, without markup, and its structure.</summary>
/// <param name="Text">The visible text. Line ends are LF. It holds no lone surrogate and no control character but LF and tab.</param>
/// <param name="Blocks">Ascending, not overlapping. What stands between them is white space and the markers of list items.</param>
/// <param name="Places">Ascending by <see cref="PlaceMark.Start"/>; never empty; the first starts at 0.</param>
public sealed record ReadDocument(string Text, IReadOnlyList<Block> Blocks, IReadOnlyList<PlaceMark> Places)
{
    /// <summary>The title that the document states, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The stated date as <c>yyyy-MM-dd</c>, <c>yyyy-MM</c> or <c>yyyy</c>, or null. Never guessed.</summary>
    public string? Published { get; init; }

    /// <summary>What the document says about itself: any of <c>title</c>, <c>author</c>, <c>outlet</c>, <c>published</c>, <c>modified</c>,
    /// <c>language</c>, <c>pages</c>, <c>source</c>.</summary>
    public IReadOnlyDictionary<string, string> About { get; init; } = new Dictionary<string, string>();

    /// <summary>Ascending by start.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>What a person who loads the file should know, such as pages that could not be read. One sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>A part of the text that stands for itself.</summary>
/// <param name="Start">UTF-16 offset into the text.</param>
/// <param name="Length">In UTF-16 code units; at least 1.</param>
public sealed record Block(BlockKind Kind, int Start, int Length)
{
    /// <summary>Of a heading 1 to 6, also of one that is a question; of a list item, quote or definition its depth from 1; otherwise 0.</summary>
    public int Level { get; init; }

    /// <summary>The number or bullet of a list item as it is shown, the language of code, the term of a definition; otherwise null.</summary>
    public string? Label { get; init; }

    /// <summary>The index of the block that this one cannot be understood without: a row's header, the lead-in of a list, code or table, the
    /// question of an answer, the item that a paragraph continues. Always an earlier block.</summary>
    public int? Under { get; init; }

    /// <summary>Whether a person who opens the file does not see it: hidden sheets, white or tiny text. Kept out of search and answers.</summary>
    public bool Hidden { get; init; }
}

/// <summary>The kind of a block.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlockKind>))]
public enum BlockKind
{
    /// <summary>Running text.</summary>
    Paragraph,

    /// <summary>A heading; the headings above a block are its section.</summary>
    Heading,

    /// <summary>A list item without its bullet or number, which stands before it in the text.</summary>
    Item,

    /// <summary>A table's header row: cells separated by tabs.</summary>
    Header,

    /// <summary>A table's row: cells separated by tabs, in the header's order. A cell holds neither tab nor line end.</summary>
    Row,

    /// <summary>Source code or other preformatted text, verbatim.</summary>
    Code,

    /// <summary>A quotation.</summary>
    Quote,

    /// <summary>A term with its definition.</summary>
    Definition,

    /// <summary>The question of an FAQ; its answer are the blocks under it.</summary>
    Question,

    /// <summary>The caption of a table or picture.</summary>
    Caption,

    /// <summary>A footnote, comment, speaker's note or admonition.</summary>
    Note,

    /// <summary>Navigation, an index or a list of links.</summary>
    Navigation,

    /// <summary>Facts about the document that stand in its text, such as the head of a mail.</summary>
    Metadata,
}

/// <summary>A link in the text.</summary>
/// <param name="Target">An absolute or relative address as the document writes it.</param>
public sealed record Link(int Start, int Length, string Target);

/// <summary>Where a stretch of the text stands in the original file. It holds until the next mark.</summary>
/// <param name="Start">UTF-16 offset into <see cref="ReadDocument.Text"/>.</param>
public sealed record PlaceMark(int Start)
{
    /// <summary>The line of <see cref="Start"/> in the file, from 1; further lines count on from there, one per LF in the text.</summary>
    public int? Line { get; init; }

    /// <summary>From 1.</summary>
    public int? Page { get; init; }

    /// <summary>From 1.</summary>
    public int? Slide { get; init; }

    /// <summary>The name of a spreadsheet's sheet.</summary>
    public string? Sheet { get; init; }

    /// <summary>The row of a table file or sheet, from 1 as the program that made it counts; further rows count on, one per LF in the text.</summary>
    public int? Row { get; init; }

    /// <summary>The paragraph in a word processor's document, from 1.</summary>
    public int? Paragraph { get; init; }

    /// <summary>The cell of a notebook, from 1.</summary>
    public int? Cell { get; init; }

    /// <summary>The time stamp of subtitles, logs and messages, as a person reads it.</summary>
    public string? Time { get; init; }
}
