namespace ResearchBot.Tests.Answering.Grounding;

/// <summary>A sentence of an open set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Document">Its document's id.</param>
/// <param name="Title">Its document's title.</param>
/// <param name="Before">The sentence before it, or nothing.</param>
/// <param name="Text">Itself.</param>
internal sealed record DataSentence(string Set, string Document, string Title, string Before, string Text);
