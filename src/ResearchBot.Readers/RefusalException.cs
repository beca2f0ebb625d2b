namespace ResearchBot.Readers;

/// <summary>A file that cannot be read. The message is written for people and holds nothing from an inner exception.</summary>
public sealed class RefusalException(string message) : Exception(message);
