namespace ResearchBot.Readers;

/// <summary>The first frame of a request; the second holds the file's bytes.</summary>
/// <param name="Name">File name; its end decides the format.</param>
public sealed record ReadRequest(string Name, int MaxCharacters);
