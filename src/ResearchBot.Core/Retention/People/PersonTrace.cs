namespace ResearchBot.Core.Retention;

/// <summary>Rows that hold a person.</summary>
/// <param name="Table">Where.</param>
/// <param name="Column">In which column.</param>
/// <param name="Fate">What becomes of them.</param>
/// <param name="Rows">How many.</param>
public sealed record PersonTrace(string Table, string Column, PersonFate Fate, int Rows);
