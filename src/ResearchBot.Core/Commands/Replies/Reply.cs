namespace ResearchBot.Core.Commands;

/// <summary>What the bot says to a request, before a platform draws it.</summary>
public abstract record Reply;
