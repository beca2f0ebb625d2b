namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Tells processes apart that share a store. The host knows how.</summary>
/// <param name="Own">This process, in a writing that <paramref name="IsGone"/> reads; no other process ever has it.</param>
/// <param name="IsGone">Whether the process of this name certainly runs no more. False in doubt: then its hold lapses.</param>
public sealed record ProcessName(string Own, Func<string, bool> IsGone);
