using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Answering;

/// <summary>A question with who asks it and who will read the answer.</summary>
/// <param name="Question">The question.</param>
/// <param name="Audience">The readers.</param>
/// <param name="Person">The asker, as the platform names them.</param>
public sealed record Inquiry(Question Question, Audience Audience, string Person);
