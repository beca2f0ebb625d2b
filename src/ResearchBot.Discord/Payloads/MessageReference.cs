namespace ResearchBot.Discord.Payloads;

/// <summary>The message that another one replies to.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="FailIfNotExists">Whether the reply is refused when that message is gone.</param>
internal sealed record MessageReference(string? MessageId, bool? FailIfNotExists);
