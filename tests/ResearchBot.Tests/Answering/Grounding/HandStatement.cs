namespace ResearchBot.Tests.Answering.Grounding;

/// <summary>A statement written by hand over true quotes.</summary>
/// <param name="Kind">What was done to them.</param>
/// <param name="Quotes">Parted by a stroke.</param>
/// <param name="Title">Their document's title.</param>
/// <param name="Text">The statement.</param>
internal sealed record HandStatement(string Kind, string Quotes, string Title, string Text);
