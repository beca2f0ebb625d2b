namespace ResearchBot.Core.Documents;

/// <summary>What the store knows of a key.</summary>
/// <param name="Id">The document.</param>
/// <param name="Key">See <see cref="Document.Key"/>.</param>
/// <param name="Root">See <see cref="NewVersion.Root"/>.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="ContentHash">Of that version.</param>
/// <param name="Chunks">Of that version.</param>
/// <param name="Removed">Whether somebody removed it.</param>
/// <param name="Collection">The name of the collection that it is in now.</param>
public sealed record DocumentState(string Id, string Key, string Root, int Version, string ContentHash, int Chunks, bool Removed, string Collection);
