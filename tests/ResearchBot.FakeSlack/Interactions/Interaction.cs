using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Interactions;

/// <summary>Something that a person did and the app must answer.</summary>
public sealed class Interaction(string kind, string triggerId, User user, Channel? channel, DateTimeOffset at)
{
    /// <summary>slash, shortcut, message_action, block_actions, view_submission or view_closed.</summary>
    public string Kind => kind;

    public string TriggerId => triggerId;

    public User User => user;

    public Channel? Channel => channel;

    public DateTimeOffset At => at;

    public string? ResponseUrl { get; init; }

    /// <summary>The message or view on which it happened.</summary>
    public StoredMessage? Message { get; init; }

    public OpenView? On { get; init; }

    public bool Answered { get; internal set; }

    /// <summary>What the answer carried.</summary>
    public JsonNode? Response { get; internal set; }

    /// <summary>What the person sees in place of an answer: dispatch_failed or operation_timeout.</summary>
    public string? Error { get; internal set; }

    /// <summary>The message that the answer became.</summary>
    public StoredMessage? Reply { get; internal set; }

    /// <summary>The view that the app opened by the trigger.</summary>
    public OpenView? View { get; internal set; }

    internal bool TriggerUsed { get; set; }
}
