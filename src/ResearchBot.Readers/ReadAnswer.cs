namespace ResearchBot.Readers;

/// <summary>The answer to a request: exactly one of the two is set.</summary>
/// <param name="Refused">Why nothing was read, in words that may be shown to people.</param>
public sealed record ReadAnswer(ReadDocument? Document, string? Refused);
