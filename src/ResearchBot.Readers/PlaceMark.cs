namespace ResearchBot.Readers;

/// <summary>Where a stretch of the text stands in the original file. It holds until the next mark.</summary>
/// <param name="Start">UTF-16 offset into <see cref="ReadDocument.Text"/>.</param>
/// <param name="Section">Heading path joined with <c> &gt; </c>, or null before the first heading.</param>
/// <param name="Page">Page number from 1, or null if the format has no pages.</param>
/// <param name="Line">
/// Line number from 1 in the original file of the text at <paramref name="Start"/>, or null if the format has no lines.
/// Further lines count on from there, one per LF in the text.
/// </param>
public sealed record PlaceMark(int Start, string? Section, int? Page, int? Line);
