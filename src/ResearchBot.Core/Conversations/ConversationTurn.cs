using ResearchBot.Core.Answering;

namespace ResearchBot.Core.Conversations;

/// <summary>What was asked and answered before.</summary>
/// <param name="Question">Standing alone.</param>
/// <param name="Answer">As it was given; to be checked again before anybody is shown of it.</param>
public sealed record ConversationTurn(string Question, Answer Answer);
