namespace ResearchBot.Readers.Markdown;

/// <summary>A heading of a Markdown text.</summary>
/// <param name="Start">UTF-16 offset of its first character.</param>
/// <param name="Level">1 to 6.</param>
/// <param name="Text">Its words without markup; never empty.</param>
internal sealed record Heading(int Start, int Level, string Text);
