using System.Globalization;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>A person's request, on any platform.</summary>
/// <param name="Arguments">Option name to value; a set flag has an empty value.</param>
/// <param name="From">Its origin, and the address for later notices about it.</param>
public sealed record CommandRequest(string Command, IReadOnlyDictionary<string, string> Arguments, Person Person, ReplyAddress From)
{
    public IReadOnlyList<DocumentSource> Sources { get; init; } = [];

    /// <summary>Where a follow-up question finds its predecessors; null if there is no conversation.</summary>
    public ConversationAddress? Conversation { get; init; }

    /// <summary>Null if there is none, as in a direct message or on the console.</summary>
    public string? Channel { get; init; }

    /// <summary>The guild or team; null in a direct message and on the console.</summary>
    public PlatformTeam? PlatformTeam { get; init; }

    /// <summary>In a direct message, the workspaces that the person currently shares with the bot; empty elsewhere.</summary>
    public IReadOnlyList<string> SharedWorkspaces { get; init; } = [];

    /// <summary>Whether the platform guarantees that only the person reads the reply, as with a direct message or an ephemeral reply.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The readers of the reply.</summary>
    public Audience Audience => IsPrivate
        ? new Audience(Person.Workspace, Channel, Person.Name, Person.Groups) { IsOwner = Person.IsOwner }
        : new Audience(Person.Workspace, Channel, Person: null, Groups: []);

    public string? Value(string option) => Arguments.GetValueOrDefault(option);

    /// <summary>The value of a number option, or null; throws if it is not an integer from 1 to <paramref name="most"/>.</summary>
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

    public bool Has(string flag) => Arguments.ContainsKey(flag);
}

/// <summary>A user of the bot, identified by the platform's envelope, never by text.</summary>
/// <param name="Workspace">The workspace that they act in.</param>
public sealed record Person(string Workspace, string Name, Role Role)
{
    public string Workspace { get; } = ResearchBot.Core.Documents.Workspace.Check(Workspace);

    /// <summary>The role on the platform itself, without grants.</summary>
    public Role PlatformRole { get; init; } = Role;

    /// <summary>Whether they run the program: whoever is at its console can read and write its store.</summary>
    public bool IsOwner { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];
}
