namespace ResearchBot.Slack;

/// <summary>Slack refuses this app as it is set up.</summary>
/// <param name="message">What a person does about it.</param>
public sealed class SlackStoppedException(string message) : Exception(message);
