namespace ResearchBot.Core.Ingestion;

/// <summary>The end of an attempt to read: exactly one of the three is set.</summary>
/// <typeparam name="T">What was to be read.</typeparam>
/// <param name="Value">What was read.</param>
/// <param name="Refused">Why it will not be read, for a person: it is empty, too large, of another format.</param>
/// <param name="Failed">What went wrong, for a person: it may work the next time.</param>
public sealed record ReadOutcome<T>(T? Value, string? Refused, string? Failed)
    where T : class;
