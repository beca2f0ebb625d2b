using ResearchBot.Readers.Recognition;

namespace ResearchBot.Readers.Pdf;

/// <summary>What stands on a page, before it is put in order.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Layers">Lines that run in one direction each; the most lines first. Never empty.</param>
internal sealed record PageContent(int Number, IReadOnlyList<PageLayer> Layers)
{
    /// <summary>Lines that a person does not see.</summary>
    public IReadOnlyList<PageLine> Hidden { get; init; } = [];

    /// <summary>Notes that are laid over the page, its footer where that is kept, and values of form fields whose place is not known.</summary>
    public List<string> Notes { get; init; } = [];

    public bool IsEmpty => Hidden.Count == 0 && Notes.Count == 0 && Layers.All(layer => layer.Lines.Count == 0);

    public static PageContent Recognised(int number, RecognisedWords words) => new(number, [new PageLayer(words.ToLines(), PageRules.None)]);
}

/// <summary>Lines that run in one direction, with the rules drawn among them, turned so that the lines run to the right.</summary>
internal sealed record PageLayer(List<PageLine> Lines, PageRules Rules)
{
    /// <summary>The layer's parts in reading order.</summary>
    public List<PagePart> Arrange()
    {
        var lines = Lines.ToList();
        var boxes = RuledTables.Take(lines, Rules);
        boxes.AddRange(lines.Select(LayoutBox.Of));
        return ReadingOrder.Arrange(boxes);
    }
}
