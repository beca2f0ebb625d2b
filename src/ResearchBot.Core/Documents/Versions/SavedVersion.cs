namespace ResearchBot.Core.Documents;

/// <summary>The outcome of a save.</summary>
/// <param name="State">The document afterwards.</param>
/// <param name="Stored">False when the same content was there already.</param>
public sealed record SavedVersion(DocumentState State, bool Stored);
