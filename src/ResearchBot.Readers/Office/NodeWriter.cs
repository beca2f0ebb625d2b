namespace ResearchBot.Readers.Office;

/// <summary>Writes the nodes of a document in their order.</summary>
/// <param name="moved">Called before each paragraph and row that a person sees, to set its place.</param>
internal sealed class NodeWriter(FlowWriter flow, Action moved)
{
    private const int LongestCell = 2_000;

    /// <summary>The first words in the style of a title; null if there are none.</summary>
    public string? Title { get; private set; }

    public void Write(Node node)
    {
        switch (node)
        {
            case ParagraphNode paragraph:
                if (!paragraph.Prose.IsEmpty)
                {
                    moved();
                }

                Write(paragraph);
                After([paragraph]);
                break;
            case TableNode table when IsLayout(table):
                foreach (var inner in table.Content)
                {
                    Write(inner);
                }

                break;
            case TableNode table:
                flow.Table([.. table.Rows.Select(Row)], moved);
                After(table.Content);
                break;
            case DrawingNode drawing:
                drawing.Text.Write(flow);
                break;
        }
    }

    /// <summary>Adds all that a person sees of a node to one line, its parts parted by spaces.</summary>
    public static void Into(Prose line, Node node)
    {
        if (node is ParagraphNode paragraph)
        {
            if (!paragraph.Prose.IsEmpty || paragraph.Prose.Hidden.Length > 0)
            {
                line.Add(paragraph.Prose, paragraph.Prose.IsEmpty ? "" : paragraph.Number?.Marker ?? "");
            }
        }
        else if (node is TableNode table)
        {
            foreach (var inner in table.Content)
            {
                Into(line, inner);
            }
        }
    }

    /// <summary>A row with each cell on one line.</summary>
    public static TableRow Row(RowNode row)
    {
        var cells = new List<Prose>(row.Cells.Count);
        foreach (var cell in row.Cells)
        {
            var line = new Prose();
            cell.ForEach(node => Into(line, node));
            cells.Add(line);
        }

        return new TableRow(cells, row.IsHeader, row.IsHidden);
    }

    private void Write(ParagraphNode paragraph)
    {
        var prose = paragraph.Prose;
        if (paragraph.HeadingLevel > 0)
        {
            flow.Heading(paragraph.HeadingLevel, prose, paragraph.Number?.Marker ?? "");
        }
        else if (paragraph.Kind == BlockKind.Heading)
        {
            Title ??= prose.IsEmpty ? null : StatedText.Clean(prose.ToString());
            flow.Heading(1, prose);
        }
        else if (paragraph.Number is var (level, marker))
        {
            flow.Item(level + 1, marker, prose);
        }
        else if (paragraph.Kind == BlockKind.Code)
        {
            flow.Code(prose);
        }
        else if (paragraph.Kind == BlockKind.Paragraph)
        {
            flow.Paragraph(prose, paragraph.IsContinued);
        }
        else
        {
            flow.Other(paragraph.Kind, prose);
        }
    }

    /// <summary>What is anchored in content, and the notes that it refers to.</summary>
    private void After(IEnumerable<Node> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is ParagraphNode paragraph)
            {
                paragraph.Notes.ForEach(note => flow.Other(BlockKind.Note, note));
                paragraph.Anchored.ForEach(Write);
            }
            else if (node is TableNode table)
            {
                After(table.Content);
            }
        }
    }

    /// <summary>Whether a table only places what is in it: one column, headings in cells, or cells as long as pages.</summary>
    private static bool IsLayout(TableNode table) =>
        table.Rows.All(row => row.Cells.Count <= 1)
        || table.Rows.Any(row => row.Cells.Any(cell => cell.OfType<TableNode>().Any(inner => !IsLayout(inner))
            || cell.OfType<ParagraphNode>().Any(paragraph => paragraph.HeadingLevel > 0 && !paragraph.Prose.IsEmpty)
            || cell.OfType<ParagraphNode>().Sum(paragraph => paragraph.Prose.Pieces.Sum(piece => piece.Text.Length)) > LongestCell));
}
