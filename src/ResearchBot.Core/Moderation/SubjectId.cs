using System.Text.RegularExpressions;

namespace ResearchBot.Core.Moderation;

/// <summary>The id of a person, role, user group or channel: <c>console</c>, or the platform's id with a prefix, such as <c>discord:80351110224678912</c>
/// or <c>slack:group:S012</c>.</summary>
public static partial class SubjectId
{
    private const int MostCharacters = 200;

    public static bool IsValid(string written) => written.Length <= MostCharacters && Form().IsMatch(written);

    /// <summary>Validates an id typed by a person.</summary>
    /// <exception cref="UserFacingException">It is invalid; the message explains the format.</exception>
    public static string Parse(string written)
    {
        if (IsValid(written))
        {
            return written;
        }

        throw new UserFacingException(
            DiscordId().IsMatch(written) ? $"“{written}” lacks its platform: write discord:{written}."
            : SlackId().IsMatch(written) ? $"“{written}” lacks its platform: write slack:{written}."
            : $"That is no id: write the platform and its id as one word, such as discord:80351110224678912 or slack:U0123, {MostCharacters} characters at most.");
    }

    [GeneratedRegex(@"^(console|[a-z]+:[^\s\p{C}]+)\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"^[0-9]{1,20}\z")]
    private static partial Regex DiscordId();

    [GeneratedRegex(@"^[CGSUW][A-Z0-9]{5,20}\z")]
    private static partial Regex SlackId();
}
