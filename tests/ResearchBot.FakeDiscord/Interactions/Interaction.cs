using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Interactions;

/// <summary>One interaction, from the event to what the bot made of it.</summary>
public sealed class Interaction(string id, string token, int type, User user, Channel channel, DateTimeOffset created)
{
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    public string Token { get; } = token;

    /// <summary>2 command, 3 component, 4 autocomplete, 5 modal.</summary>
    public int Type { get; } = type;

    public User User { get; } = user;

    public Channel Channel { get; } = channel;

    public DateTimeOffset Created { get; } = created;

    /// <summary>The message of a component, or of the component that opened the modal.</summary>
    public StoredMessage? Source { get; init; }

    /// <summary>The app is installed for the user only: at most five follow-ups.</summary>
    public bool UserInstalledOnly { get; init; }

    /// <summary>The callback's type, once there was one.</summary>
    public int? Callback { get; internal set; }

    /// <summary>From the event to the callback, by the clock.</summary>
    public TimeSpan? AcknowledgedAfter { get; internal set; }

    /// <summary>The answer: the placeholder, the message, or the source of a component.</summary>
    public StoredMessage? Original { get; internal set; }

    public int FollowUps { get; internal set; }

    /// <summary>Choices of an autocomplete.</summary>
    public JsonArray? Choices { get; internal set; }

    /// <summary>The modal that the bot opened.</summary>
    public JsonNode? Modal { get; internal set; }

    /// <summary>Ends with the callback.</summary>
    public Task Acknowledged => _acknowledged.Task;

    internal void Acknowledge(int callback, TimeSpan after)
    {
        Callback = callback;
        AcknowledgedAfter = after;
        _acknowledged.TrySetResult();
    }
}
