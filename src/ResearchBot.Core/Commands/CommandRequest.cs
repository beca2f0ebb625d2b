using System.Globalization;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

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

    /// <summary>Whether the person alone reads the reply: the platform promises it, as for a direct message or an ephemeral reply.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Who will read the reply.</summary>
    public Audience Audience => IsPrivate
        ? new Audience(Person.Workspace, Channel, Person.Name, Person.Groups) { IsOwner = Person.IsOwner }
        : new Audience(Person.Workspace, Channel, Person: null, Groups: []);

    /// <summary>An option's value, or null.</summary>
    public string? Value(string option) => Arguments.GetValueOrDefault(option);

    /// <summary>A number option's value, or null.</summary>
    /// <exception cref="UserFacingException">It is no whole number above 0.</exception>
    public int? Number(string option)
    {
        if (Value(option) is not { } written)
        {
            return null;
        }

        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UserFacingException($"{option} must be a whole number above 0, not “{OutgoingText.Clean(written)}”.");
    }

    /// <summary>Whether a flag is set.</summary>
    public bool Has(string flag) => Arguments.ContainsKey(flag);
}
