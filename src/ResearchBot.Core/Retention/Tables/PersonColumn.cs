namespace ResearchBot.Core.Retention;

/// <summary>A column that holds people, or looks as if it did.</summary>
/// <param name="Name">The column.</param>
/// <param name="Fate">What becomes of its rows.</param>
/// <param name="Time">The column with the time at which the person came into the row, unix milliseconds; empty where there is no person.</param>
public sealed record PersonColumn(string Name, PersonFate Fate, string Time);
