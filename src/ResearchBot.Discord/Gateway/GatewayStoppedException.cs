namespace ResearchBot.Discord.Gateway;

/// <summary>The gateway refuses this bot as it is set up.</summary>
/// <param name="message">What a person does about it.</param>
public sealed class GatewayStoppedException(string message) : Exception(message);
