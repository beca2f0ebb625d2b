namespace ResearchBot.Core.Limits;

/// <summary>A limit and how far it is used.</summary>
/// <param name="Subject">Whose questions it counts.</param>
/// <param name="Window">In what time: a minute or a day.</param>
/// <param name="Most">How many there may be.</param>
/// <param name="Used">How many there were.</param>
/// <param name="FreeAt">When it is counted from nothing again.</param>
public sealed record LimitUse(LimitSubject Subject, TimeSpan Window, int Most, int Used, DateTimeOffset FreeAt);
