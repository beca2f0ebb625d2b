namespace ResearchBot.Models.Chat;

/// <summary>An endpoint that says in place of an answer that it failed.</summary>
internal sealed class AnswerErrorException(string words) : Exception(words);
