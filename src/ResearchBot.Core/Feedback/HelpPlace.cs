using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Feedback;

/// <summary>A person or channel that questions are handed to.</summary>
/// <param name="Subject">Its id, with the platform before it.</param>
/// <param name="To">Where it is written to: the id, whole, on its platform.</param>
/// <param name="Audience">
/// Who reads it there: everybody in the channel. A person is taken for a channel that no right names, and so reads what is open to
/// the whole workspace.
/// </param>
public sealed record HelpPlace(string Subject, ReplyAddress To, Audience Audience);
