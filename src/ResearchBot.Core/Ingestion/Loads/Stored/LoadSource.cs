namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>A source of a stored load.</summary>
/// <param name="Address">What it is opened by.</param>
/// <param name="Root">See <see cref="DocumentSource.Root"/>.</param>
/// <param name="IsComplete">See <see cref="DocumentSource.IsComplete"/>.</param>
internal sealed record LoadSource(SourceAddress Address, string Root, bool IsComplete);
