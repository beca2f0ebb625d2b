namespace ResearchBot.Core.Answering;

/// <summary>A collection that was searched.</summary>
/// <param name="Workspace">The tenant that it belongs to.</param>
/// <param name="Name">Its name there.</param>
public sealed record TracedCollection(string Workspace, string Name);
