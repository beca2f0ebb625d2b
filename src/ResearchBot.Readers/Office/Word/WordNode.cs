using ResearchBot.Readers.Office.Drawing;

namespace ResearchBot.Readers.Office.Word;

/// <summary>A part of a document's body.</summary>
internal abstract record WordNode;

/// <summary>A paragraph with what is anchored in it.</summary>
internal sealed record WordParagraph : WordNode
{
    public Prose Prose { get; } = new();
    public WordStyle Style { get; set; } = new();

    /// <summary>From 0; 9 and above is body text.</summary>
    public int Outline { get; set; } = 9;

    /// <summary>The list level from 0 and the number or bullet with a space after it; null outside of lists.</summary>
    public (int Level, string Marker)? Number { get; set; }

    /// <summary>Whether it stands on a shade, where white text is seen.</summary>
    public bool IsShaded { get; set; }

    /// <summary>Text boxes, charts and diagrams.</summary>
    public List<WordNode> Anchored { get; } = [];

    /// <summary>The footnotes, endnotes and comments that it refers to.</summary>
    public List<Prose> Notes { get; } = [];
}

/// <summary>A table, each row with its cells' contents.</summary>
internal sealed record WordTable : WordNode
{
    public List<WordTableRow> Rows { get; } = [];
}

/// <param name="Cells">A merged cell's other columns and rows are empty.</param>
internal sealed record WordTableRow(List<List<WordNode>> Cells)
{
    public bool IsHeader { get; set; }
    public bool IsHidden { get; set; }
}

/// <summary>What a drawing shows: a chart's values, a diagram's words.</summary>
internal sealed record WordDrawing(DrawingText Text) : WordNode;
