using System.Text.Json.Serialization;

namespace ResearchBot.Core.Documents;

/// <summary>A part of a document's text that stands for itself.</summary>
/// <param name="Start">UTF-16 offset into the text.</param>
/// <param name="Length">In UTF-16 code units; at least 1.</param>
public sealed record Block(BlockKind Kind, int Start, int Length)
{
    /// <summary>Of a heading 1 to 6, also of one that is a question; of a list item, quote or definition its depth from 1; otherwise 0.</summary>
    public int Level { get; init; }

    /// <summary>The number or bullet of a list item as it is shown, the language of code, the term of a definition; otherwise null.</summary>
    public string? Label { get; init; }

    /// <summary>The index of an earlier block that this one cannot be understood without: a row's header, the lead-in of a list, code or table,
    /// the question of an answer, the item that a paragraph continues.</summary>
    public int? Under { get; init; }

    /// <summary>Whether a person who opens the file does not see it. It is kept out of search and answers.</summary>
    public bool Hidden { get; init; }

    [JsonIgnore]
    public int End => Start + Length;

    /// <summary>Where its bullet or number begins, which stands before a list item on its line; its own start if there is none.</summary>
    public int MarkerStartIn(string text)
    {
        var line = text.LastIndexOf('\n', Math.Max(0, Start - 1)) + 1;
        while (line < Start && char.IsWhiteSpace(text[line]))
        {
            line++;
        }

        return Math.Min(line, Start);
    }

    /// <summary>Whether a section begins with it; a heading that asks is a question with a level.</summary>
    [JsonIgnore]
    public bool IsHeading => Kind == BlockKind.Heading || (Kind == BlockKind.Question && Level > 0);
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

    /// <summary>A table's row: cells separated by tabs, in the header's order.</summary>
    Row,

    /// <summary>Source code or other preformatted text.</summary>
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

/// <summary>A link in a document's text.</summary>
/// <param name="Target">An absolute or relative address as the document writes it.</param>
public sealed record Link(int Start, int Length, string Target);

/// <summary>Where a stretch of the text stands in the original file, up to the next mark.</summary>
/// <param name="Start">UTF-16 offset into the text.</param>
public sealed record PlaceMark(int Start)
{
    /// <summary>The line of the start in the file, from 1; further lines count on, one per line feed in the text.</summary>
    public int? Line { get; init; }

    /// <summary>From 1.</summary>
    public int? Page { get; init; }

    /// <summary>From 1.</summary>
    public int? Slide { get; init; }

    /// <summary>The name of a spreadsheet's sheet.</summary>
    public string? Sheet { get; init; }

    /// <summary>The row of a table file or sheet, from 1; further rows count on, one per line feed in the text.</summary>
    public int? Row { get; init; }

    /// <summary>The paragraph in a word processor's document, from 1.</summary>
    public int? Paragraph { get; init; }

    /// <summary>The cell of a notebook, from 1.</summary>
    public int? Cell { get; init; }

    /// <summary>The time stamp of subtitles, logs and messages, as a person reads it.</summary>
    public string? Time { get; init; }
}
