namespace ResearchBot.Core.Documents.Places;

/// <summary>From <paramref name="Start"/> on, until the next mark, this section and page hold.</summary>
/// <param name="Start">UTF-16 offset in the stored text.</param>
/// <param name="Section">Heading path, or null before the first heading.</param>
/// <param name="Page">1-based page, or null.</param>
/// <param name="Line">1-based line, in the original file, of the text at <paramref name="Start"/>; later lines count on, one per line feed.</param>
public sealed record PlaceMark(int Start, string? Section, int? Page, int? Line);
