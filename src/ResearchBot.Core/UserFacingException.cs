namespace ResearchBot.Core;

/// <summary>A failure whose message may be shown as it is: it says what is wrong and what to do.</summary>
/// <param name="message">For the person.</param>
/// <param name="isFailure">False when the person asked for something that cannot be; true when something is broken on our side.</param>
/// <param name="innerException">What happened, for the log.</param>
public sealed class UserFacingException(string message, bool isFailure = false, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Whether something is broken, rather than asked for wrongly.</summary>
    public bool IsFailure { get; } = isFailure;
}
