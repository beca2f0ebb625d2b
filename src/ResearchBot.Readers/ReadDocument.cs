namespace ResearchBot.Readers;

/// <summary>What a reader found in a file.</summary>
/// <param name="Text">The readable text. Line ends are LF. It holds no lone surrogate and no U+0000.</param>
/// <param name="Title">The title that the document states, or null.</param>
/// <param name="Published">The stated date as <c>yyyy-MM-dd</c>, <c>yyyy-MM</c> or <c>yyyy</c>, or null. Never guessed.</param>
/// <param name="About">What the document says about itself: any of <c>title</c>, <c>author</c>, <c>outlet</c>, <c>published</c>.</param>
/// <param name="Places">Sorted by <see cref="PlaceMark.Start"/>; never empty; the first starts at 0.</param>
public sealed record ReadDocument(
    string Text, string? Title, string? Published, IReadOnlyDictionary<string, string> About, IReadOnlyList<PlaceMark> Places);

/// <summary>Where a stretch of the text stands in the original file. It holds until the next mark.</summary>
/// <param name="Start">UTF-16 offset into <see cref="ReadDocument.Text"/>.</param>
/// <param name="Section">Heading path joined with <c> &gt; </c>, or null before the first heading.</param>
/// <param name="Page">Page number from 1, or null if the format has no pages.</param>
/// <param name="Line">
/// Line number from 1 in the original file of the text at <paramref name="Start"/>, or null if the format has no lines.
/// Further lines count on from there, one per LF in the text.
/// </param>
public sealed record PlaceMark(int Start, string? Section, int? Page, int? Line);
