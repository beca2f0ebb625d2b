namespace ResearchBot.Models.Chat.Http;

/// <summary>An answer that does not end where an honest one must.</summary>
internal sealed class EndlessAnswerException() : Exception("The answer does not end.");
