namespace ResearchBot.Core.Retention;

/// <summary>When the rows of a table go by themselves.</summary>
/// <param name="Kind">By which setting.</param>
/// <param name="Column">Counted from this time, unix milliseconds.</param>
public sealed record Expiry(RetentionKind Kind, string Column);
