namespace ResearchBot.Readers.Office.Drawing;

/// <summary>What a chart, diagram or shape says.</summary>
internal sealed class DrawingText
{
    /// <summary>Titles of a chart and its axes.</summary>
    public List<Prose> Captions { get; } = [];

    /// <summary>A chart's values: a row for each category, a column for each series.</summary>
    public List<TableRow> Rows { get; } = [];

    /// <summary>The words of a diagram or shape.</summary>
    public List<Prose> Items { get; } = [];

    public static DrawingText Of(IEnumerable<DrawingParagraph> paragraphs)
    {
        var text = new DrawingText();
        text.Items.AddRange(paragraphs.Select(paragraph => paragraph.Prose));
        return text;
    }

    /// <summary>The rows of the first sheet of an embedded workbook.</summary>
    public static DrawingText OfTable(ReadDocument? workbook)
    {
        var text = new DrawingText();
        var sheet = workbook?.Places[0].Sheet;
        var end = workbook?.Places.FirstOrDefault(place => place.Sheet != sheet)?.Start ?? int.MaxValue;
        foreach (var block in workbook?.Blocks.Where(block => block.Kind is BlockKind.Header or BlockKind.Row && !block.Hidden && block.Start < end) ?? [])
        {
            var cells = workbook!.Text.Substring(block.Start, block.Length).Split('\t').Select(Prose.Of);
            text.Rows.Add(new TableRow([.. cells], IsHeader: block.Kind == BlockKind.Header));
        }

        return text;
    }

    public void Write(FlowWriter flow)
    {
        Captions.ForEach(caption => flow.Other(BlockKind.Caption, caption));
        flow.Table(Rows);
        Items.ForEach(item => flow.Paragraph(item));
    }
}
