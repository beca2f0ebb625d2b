using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Feedback;

/// <summary>The people and channels that moderators chose to help where the documents do not.</summary>
public sealed class HelpPlaces(ChosenSettings settings)
{
    /// <summary>The name of the choice: ids with the platform before them (<c>discord:91</c>), separated by commas or blanks.</summary>
    public const string SettingName = "helpers";

    private static readonly char[] Separators = [',', ' '];

    /// <summary>Who helps in a channel; none where nobody was chosen.</summary>
    public async Task<IReadOnlyList<HelpPlace>> FindAsync(string workspace, string? channel, CancellationToken cancellationToken)
    {
        var chosen = await settings.ReadAsync(workspace, channel, cancellationToken);
        return [.. (chosen.GetValueOrDefault(SettingName) ?? string.Empty)
            .Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct()
            .Select(subject => new HelpPlace(
                subject, new ReplyAddress(subject.Split(':')[0], subject), new Audience(workspace, subject, Person: null, Groups: [])))];
    }
}
