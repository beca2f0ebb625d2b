using ResearchBot.Core.Answering;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Feedback.Unanswered;

/// <summary>Somebody to be told when a document answers what they asked.</summary>
public sealed class WaitingAsker
{
    /// <summary>The tenant.</summary>
    public required string Workspace { get; init; }

    /// <summary>The merged question.</summary>
    public required string QuestionId { get; init; }

    /// <summary>The receipt of what was answered.</summary>
    public required string AnswerId { get; init; }

    /// <summary>Who.</summary>
    public required string Person { get; init; }

    /// <summary>Where they are told: the platform.</summary>
    public required string Platform { get; init; }

    /// <summary>Where they are told: the place there.</summary>
    public required string Address { get; init; }

    /// <summary>The channel that reads it too; null where there is none.</summary>
    public string? Channel { get; init; }

    /// <summary>1 where they alone read it.</summary>
    public required long IsPrivate { get; init; }

    /// <summary>When, in unix milliseconds.</summary>
    public required long AskedAt { get; init; }

    /// <summary>The question as asked.</summary>
    public required string Text { get; init; }

    /// <summary>The question, standing alone.</summary>
    public required string Standalone { get; init; }

    /// <summary>The address.</summary>
    public ReplyAddress To => new(Platform, Address);

    /// <summary>The question.</summary>
    public Question Question => new(Text, Standalone);

    /// <summary>
    /// Who reads the word. In private it is the person without roles or channel, which they may have lost since.
    /// </summary>
    public Audience Audience => new(Workspace, IsPrivate != 0 ? null : Channel, IsPrivate != 0 ? Person : null, Groups: []);
}
