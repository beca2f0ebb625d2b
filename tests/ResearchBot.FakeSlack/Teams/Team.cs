namespace ResearchBot.FakeSlack.Teams;

/// <summary>A workspace of Slack in which the app is installed.</summary>
public sealed record Team(string Id, string Name, string BotToken, User Bot, string BotId);
