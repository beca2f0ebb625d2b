namespace ResearchBot.Core.Feedback.Unanswered;

/// <summary>One asking of an open question.</summary>
public sealed class OpenAsking
{
    /// <summary>The merged question.</summary>
    public required string Question { get; init; }

    /// <summary>The receipt of what was answered.</summary>
    public required string Answer { get; init; }

    /// <summary>Who waits.</summary>
    public required string Person { get; init; }

    /// <summary>1 where they said so in private.</summary>
    public required long IsPrivate { get; init; }

    /// <summary>When, in unix milliseconds.</summary>
    public required long AskedAt { get; init; }

    /// <summary>The question, standing alone.</summary>
    public required string Text { get; init; }

    /// <summary>Who worded it.</summary>
    public required string TextPerson { get; init; }

    /// <summary>Where; null where there is no channel.</summary>
    public string? TextChannel { get; init; }

    /// <summary>1 where the asker alone read it.</summary>
    public required long TextIsPrivate { get; init; }

    /// <summary>Why the answer did not help; null where nobody said that it did not, empty where they gave no reason.</summary>
    public string? Reason { get; init; }
}
