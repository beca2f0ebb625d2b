namespace ResearchBot.Readers.Pdf;

/// <summary>A block of the document that is being put together from lines.</summary>
internal sealed class Passage(BlockKind kind)
{
    public BlockKind Kind { get; set; } = kind;

    public int Level { get; set; }

    public string? Label { get; init; }

    /// <summary>A list item's bullet or number with a blank.</summary>
    public string Marker { get; init; } = "";

    public bool IsHidden { get; init; }

    /// <summary>The lines of text; of a row the cells.</summary>
    public List<PassageLine> Lines { get; } = [];

    public double Left { get; init; }

    public double Size { get; init; }

    public bool IsBold { get; init; }

    public int Page => Lines[0].Page;

    /// <summary>Whether the block before belongs to the same table.</summary>
    public bool GoesOn { get; init; }

    public int Characters => Lines.Sum(line => line.Words.Sum(word => word.Text.Length + 1));

    public string Text => string.Join(' ', Lines.SelectMany(line => line.Words).Select(word => word.Text));

    public char Last => Lines[^1].Words is [.., { Text: [.., var last] }] ? last : ' ';
}

/// <summary>A line of a passage, or a cell.</summary>
/// <param name="Words">In reading order.</param>
/// <param name="IsBroken">Whether it ends the line before on purpose, where there was room for its first word.</param>
internal readonly record struct PassageLine(int Page, IReadOnlyList<PageWord> Words, bool IsBroken);
