namespace ResearchBot.Readers;

/// <summary>What a reader found in a file.</summary>
/// <param name="Text">The readable text. Line ends are LF. It holds no lone surrogate and no U+0000.</param>
/// <param name="Title">The title that the document states, or null.</param>
/// <param name="Published">The stated date as <c>yyyy-MM-dd</c>, <c>yyyy-MM</c> or <c>yyyy</c>, or null. Never guessed.</param>
/// <param name="About">What the document says about itself: any of <c>title</c>, <c>author</c>, <c>outlet</c>, <c>published</c>.</param>
/// <param name="Places">Sorted by <see cref="PlaceMark.Start"/>; never empty; the first starts at 0.</param>
public sealed record ReadDocument(
    string Text, string? Title, string? Published, IReadOnlyDictionary<string, string> About, IReadOnlyList<PlaceMark> Places);
