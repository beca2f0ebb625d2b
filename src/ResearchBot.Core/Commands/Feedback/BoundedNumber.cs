namespace ResearchBot.Core.Commands.Feedback;

/// <summary>A number option with an upper bound.</summary>
internal static class BoundedNumber
{
    /// <summary>The option's value.</summary>
    /// <exception cref="UserFacingException">It is no whole number above 0, or above the bound.</exception>
    public static int Of(CommandRequest request, string option, int unsaid, int most) =>
        request.Number(option) is not { } number ? unsaid
        : number <= most ? number
        : throw new UserFacingException($"{option} may be {most} at most.");
}
