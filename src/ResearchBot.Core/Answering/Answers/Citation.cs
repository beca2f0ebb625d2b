using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>A verbatim excerpt and its position. Offsets are in UTF-16 code units.</summary>
/// <param name="Number">From 1; statements refer to it as [n].</param>
/// <param name="Document">The cited document version.</param>
/// <param name="Place">The position for a person, in the original file.</param>
/// <param name="Excerpt">Exactly the stored text from <paramref name="Start"/> to <paramref name="End"/>; <paramref name="Verified"/> if the comparison
/// with the store succeeded.</param>
/// <param name="Score">The chunk's fused score, 0 to 1; comparable within one answer only.</param>
public sealed record Citation(int Number, CitedDocument Document, Place Place, string Excerpt, int Start, int End, bool Verified, double Score)
{
    /// <summary>What of the excerpt is stated, in UTF-16 code units of the excerpt.</summary>
    public IReadOnlyList<TextRange> Stated { get; init; } = [];

    /// <summary>The blocks of the excerpt, ascending; empty for a text that no reader took apart.</summary>
    public IReadOnlyList<ExcerptBlock> Blocks { get; init; } = [];

    /// <summary>A citation of a document's text, not yet compared with the store.</summary>
    public static Citation Of(int number, DocumentVersion version, TextRange range, double score) => new(
        number,
        CitedDocument.Of(version.Document),
        version.Structure.At(range.Start),
        version.Text.Substring(range.Start, range.Length),
        range.Start,
        range.End,
        Verified: false,
        Math.Round(score, 4))
    {
        Blocks = ExcerptBlock.In(version, range),
    };

    /// <summary>The same with a further part stated.</summary>
    /// <param name="part">In UTF-16 code units of the document's text.</param>
    public Citation Stating(TextRange part) => part.Start < Start || part.End > End || Stated.Any(one => one.Start == part.Start - Start && one.Length == part.Length) ? this
        : this with { Stated = [.. Stated, new TextRange(part.Start - Start, part.Length)] };
}

/// <summary>A block of an excerpt, for those who draw it.</summary>
/// <param name="Start">In UTF-16 code units of the excerpt.</param>
/// <param name="Level">Of a list item its depth from 1.</param>
/// <param name="Marker">Of a list item its bullet or number as the text has it; otherwise empty.</param>
/// <param name="Under">Where the block begins that it cannot be understood without; null if there is none in the excerpt.</param>
public sealed record ExcerptBlock(BlockKind Kind, int Start, int Length, int Level = 0, string Marker = "", int? Under = null)
{
    public static ExcerptBlock[] In(DocumentVersion version, TextRange range)
    {
        var blocks = version.Structure.Blocks;
        var found = new List<ExcerptBlock>();
        for (var i = blocks.Count == 0 ? 0 : version.Structure.BlockAt(range.Start); i < blocks.Count && blocks[i].Start < range.End; i++)
        {
            var block = blocks[i];
            var (start, end) = (Math.Max(block.Start, range.Start), Math.Min(block.End, range.End));
            if (!block.Hidden && start < end)
            {
                var marker = block.Kind == BlockKind.Item && block.Start >= range.Start ? version.Text[block.MarkerStartIn(version.Text)..block.Start].Trim() : string.Empty;
                var under = block.Under is { } above && above < blocks.Count && blocks[above].End > range.Start ? Math.Max(0, blocks[above].Start - range.Start) : (int?)null;
                found.Add(new ExcerptBlock(block.Kind, start - range.Start, end - start, block.Level, marker, under));
            }
        }

        return [.. found];
    }
}

/// <summary>The document version that a citation names.</summary>
/// <param name="Source">Its key in its collection; for a file the path in the loaded folder.</param>
public sealed record CitedDocument(string Id, string Title, int Version, string? Published, string Source, IReadOnlyDictionary<string, string> About)
{
    public static CitedDocument Of(Document document) =>
        new(document.Id, document.Title, document.Version, document.Published, document.Key, document.About);
}
