namespace ResearchBot.Core.Notices;

/// <summary>A place on a platform that can be written to later, when the request that came from it is over.</summary>
/// <param name="Platform">console, discord or slack.</param>
/// <param name="Address">The channel, thread or message there, in that platform's own writing; opaque to the core.</param>
public sealed record ReplyAddress(string Platform, string Address);
