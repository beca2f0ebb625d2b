using System.Globalization;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>What a person asks of the bot, on whatever platform.</summary>
/// <param name="Command">The command's name.</param>
/// <param name="Arguments">Option name to value; a flag that is set has an empty value.</param>
/// <param name="Person">Who asks.</param>
/// <param name="From">Where it comes from, and where later word of it goes.</param>
public sealed record CommandRequest(string Command, IReadOnlyDictionary<string, string> Arguments, Person Person, ReplyAddress From)
{
    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<DocumentSource> Sources { get; init; } = [];

    /// <summary>Where a follow-up question finds what was asked before; null where there is no conversation.</summary>
    public ConversationAddress? Conversation { get; init; }

    /// <summary>The channel in which it was asked; null where there is none, as in a direct message or on the console.</summary>
    public string? Channel { get; init; }

    /// <summary>The guild or team in which it was asked; null in a direct message and on the console.</summary>
    public Tenant? Tenant { get; init; }

    /// <summary>In a direct message the workspaces that the person shares with the bot, as the platform tells now; empty elsewhere.</summary>
    public IReadOnlyList<string> SharedWorkspaces { get; init; } = [];

    /// <summary>Whether the person alone reads the reply: the platform promises it, as for a direct message or an ephemeral reply.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Who will read the reply.</summary>
    public Audience Audience => IsPrivate
        ? new Audience(Person.Workspace, Channel, Person.Name, Person.Groups) { IsOwner = Person.IsOwner }
        : new Audience(Person.Workspace, Channel, Person: null, Groups: []);

    /// <summary>An option's value, or null.</summary>
    public string? Value(string option) => Arguments.GetValueOrDefault(option);

    /// <summary>A number option's value, or null.</summary>
    /// <param name="option">The option.</param>
    /// <param name="most">The largest that it may be.</param>
    /// <exception cref="UserFacingException">It is no whole number from 1 to <paramref name="most"/>.</exception>
    public int? Number(string option, int most = int.MaxValue)
    {
        if (Value(option) is not { } written)
        {
            return null;
        }

        if (!written.Any(c => c != '0') || !written.All(char.IsAsciiDigit))
        {
            throw new UserFacingException($"{option} must be a whole number above 0, not “{OutgoingText.CleanLine(written)}”.");
        }

        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new UserFacingException($"{option} may be {most} at most.");
    }

    /// <summary>Whether a flag is set.</summary>
    public bool Has(string flag) => Arguments.ContainsKey(flag);
}
