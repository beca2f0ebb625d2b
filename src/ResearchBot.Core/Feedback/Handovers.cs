using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Feedback;

/// <summary>Records which answers were handed to people, at most once an hour each.</summary>
public sealed class Handovers(Database database, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <summary>Claims the handover of an answer; false if somebody handed it over within the hour.</summary>
    public async Task<bool> BeginAsync(string answer, string person, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.ExecuteAsync(
            """
            INSERT INTO answer_handovers (answer_id, person, handed_at) VALUES (@answer, @person, @now)
            ON CONFLICT (answer_id) DO UPDATE SET person = excluded.person, handed_at = excluded.handed_at
            WHERE answer_handovers.handed_at <= @before
            """,
            new { answer, person, now = now.ToUnixTimeMilliseconds(), before = (now - Rest).ToUnixTimeMilliseconds() },
            cancellationToken) > 0;
    }

    /// <summary>Releases the claim if nothing was handed over.</summary>
    public Task GiveBackAsync(string answer) =>
        database.ExecuteAsync("DELETE FROM answer_handovers WHERE answer_id = @answer", new { answer }, CancellationToken.None);
}

/// <summary>The text that helpers read.</summary>
public static class HandoverText
{
    /// <summary>The question with its passages, as plain text.</summary>
    /// <param name="shown">The answer as its readers may see it.</param>
    /// <param name="by">The person who wants help.</param>
    public static string Of(KeptAnswer kept, Answer shown, string by)
    {
        var asked = kept.Person == by ? string.Empty : $" (asked by {kept.Person})";
        var where = kept.IsPrivate ? "asked in private" : kept.Channel is { } channel ? $"asked in {channel}" : "asked without a channel";
        var passages = Passages(shown);
        var lines = new List<string>
        {
            OutgoingText.CleanLine($"{by} still needs help{asked}, {where}: “{kept.Question.Standalone}”"),
            shown.Statements.Count == 0
                ? $"{(passages.Count == 0 ? "There is no passage to show." : "Closest passages, which are no answer:")}"
                : "Passages that were shown:",
        };
        lines.AddRange(passages.Select((citation, i) => OutgoingText.CleanLine($"{i + 1}. “{OutgoingText.Cells(citation.Excerpt)}” ({SourceLine.Of(citation.Document, citation.Place, AnswerWording.Of(AnswerWording.English))})")));
        if (LeftOut(kept.Answer, shown) is > 0 and var count)
        {
            lines.Add(LeftOutLine(count, "here: this channel may not read them"));
        }

        lines.Add($"Receipt {kept.Id}. Reply to {kept.Person} where they asked.");
        return string.Join('\n', lines);
    }

    public static IReadOnlyList<Citation> Passages(Answer answer) => [.. answer.Citations, .. answer.Closest];

    public static int LeftOut(Answer all, Answer shown) => Passages(all).Count - Passages(shown).Count;

    public static string LeftOutLine(int count, string where) =>
        count == 1 ? $"1 passage is left out {where.Replace("them", "it", StringComparison.Ordinal)}." : $"{count} passages are left out {where}.";
}

/// <summary>A person or channel that questions are handed to.</summary>
/// <param name="To">The address on its platform: the whole id.</param>
/// <param name="Audience">The readers there. A person is treated as a channel without rights and reads what is open to the whole workspace.</param>
public sealed record HelpPlace(string Subject, ReplyAddress To, Audience Audience);

/// <summary>The people and channels chosen by moderators to help if the documents do not.</summary>
public sealed class HelpPlaces(ChosenSettings settings)
{
    /// <summary>The name of the setting: ids with a platform prefix (<c>discord:91</c>), separated by commas or blanks.</summary>
    public const string SettingName = "helpers";

    private static readonly char[] Separators = [',', ' '];

    /// <summary>The helpers of a channel; empty if none were chosen.</summary>
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
