namespace ResearchBot.Core.Answering;

/// <summary>
/// What a model has written of an answer so far: only statements whose quotes were found and carry them. It is not compared with
/// the store yet, and is shown as unchecked until the answer takes its place.
/// </summary>
/// <param name="Statements">One line each.</param>
/// <param name="Language">The language of the bot's own words around it.</param>
public sealed record DraftedAnswer(IReadOnlyList<string> Statements, string Language);
