using ResearchBot.Readers.Office.Drawing;

namespace ResearchBot.Readers.Office;

/// <summary>A part of a word processor's document or of a shape.</summary>
internal abstract record Node;

/// <summary>A paragraph with what is anchored in it.</summary>
internal sealed record ParagraphNode : Node
{
    public Prose Prose { get; } = new();

    /// <summary>What its style makes of it; <see cref="BlockKind.Heading"/> for the document's title.</summary>
    public BlockKind Kind { get; set; } = BlockKind.Paragraph;

    /// <summary>From 1; 0 for none.</summary>
    public int HeadingLevel { get; set; }

    /// <summary>The list level from 0, and the number or bullet with a space after it; null outside of lists.</summary>
    public (int Level, string Marker)? Number { get; set; }

    /// <summary>Whether it is a further paragraph of the list item before it.</summary>
    public bool IsContinued { get; set; }

    /// <summary>Whether its style makes it bold.</summary>
    public bool IsBold { get; set; }

    /// <summary>Whether its style hides it.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Whether it stands on a shade, where white text is seen.</summary>
    public bool IsShaded { get; set; }

    /// <summary>Text boxes, charts and diagrams.</summary>
    public List<Node> Anchored { get; } = [];

    /// <summary>The footnotes, endnotes and comments that it refers to.</summary>
    public List<Prose> Notes { get; } = [];
}

/// <summary>A table, each row with its cells' contents.</summary>
internal sealed record TableNode : Node
{
    public List<RowNode> Rows { get; } = [];

    public IEnumerable<Node> Content => Rows.SelectMany(row => row.Cells).SelectMany(cell => cell);
}

/// <param name="Cells">A merged cell's other columns and rows are empty.</param>
internal sealed record RowNode(List<List<Node>> Cells)
{
    public bool IsHeader { get; set; }
    public bool IsHidden { get; set; }

    /// <summary>Adds empty cells for the other columns of a merged one.</summary>
    public void Pad(int? columns)
    {
        for (var i = 0; i < Math.Clamp(columns ?? 0, 0, 63); i++)
        {
            Cells.Add([]);
        }
    }
}

/// <summary>What a drawing shows: a chart's values, a diagram's words.</summary>
internal sealed record DrawingNode(DrawingText Text) : Node;
