namespace ResearchBot.Core.Answering;

/// <summary>One thing that an answer says.</summary>
/// <param name="Text">One sentence, white space collapsed.</param>
/// <param name="Citations">The numbers of the citations that carry it, never empty.</param>
public sealed record Statement(string Text, IReadOnlyList<int> Citations);
