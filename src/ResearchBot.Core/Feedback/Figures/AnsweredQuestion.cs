namespace ResearchBot.Core.Feedback.Figures;

/// <summary>What the figures know of one question: no word of it.</summary>
public sealed class AnsweredQuestion
{
    /// <summary>Where it was asked; null where there is no channel.</summary>
    public string? Channel { get; init; }

    /// <summary>1 where the asker alone read the answer.</summary>
    public required long IsPrivate { get; init; }

    /// <summary>Who asked; counted, not shown.</summary>
    public required string Person { get; init; }

    /// <summary>The name of the <see cref="Answering.AnswerOutcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>How long it took.</summary>
    public required long ElapsedMs { get; init; }

    /// <summary>When, in unix milliseconds.</summary>
    public required long AnsweredAt { get; init; }

    /// <summary>How many say that the answer helps.</summary>
    public required long Helpful { get; init; }

    /// <summary>How many say that it does not.</summary>
    public required long Unhelpful { get; init; }

    /// <summary>When, in UTC.</summary>
    public DateTime At => DateTimeOffset.FromUnixTimeMilliseconds(AnsweredAt).UtcDateTime;
}
