namespace ResearchBot.Core.Documents.Places;

/// <summary>Where a person finds a passage in the original file. What a format does not have is null.</summary>
/// <param name="Page">1-based page.</param>
/// <param name="Section">Heading path, joined with " > ".</param>
/// <param name="Line">1-based line in the original file, front matter and markup counted.</param>
public readonly record struct Place(int? Page, string? Section, int? Line);
