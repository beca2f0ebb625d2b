using ResearchBot.FakeSlack.Files;

namespace ResearchBot.FakeSlack.Messages;

/// <summary>A message as it stands; what it ever pinged or linked stays noted.</summary>
public sealed class StoredMessage(string teamId, string channelId, string ts, string userId)
{
    public string TeamId => teamId;

    public string ChannelId => channelId;

    public string Ts => ts;

    public string UserId => userId;

    /// <summary>The root of its thread; none for a message of the channel itself.</summary>
    public string? ThreadTs { get; init; }

    public bool IsBroadcast { get; init; }

    /// <summary>The only person who sees it: an ephemeral message.</summary>
    public string? SeenBy { get; init; }

    public bool IsEphemeral => SeenBy is not null;

    public string Text { get; internal set; } = "";

    public JsonArray Blocks { get; internal set; } = [];

    public JsonNode? Metadata { get; internal set; }

    public IReadOnlyList<SlackFile> Files { get; internal set; } = [];

    public bool Edited { get; internal set; }

    public bool Deleted { get; internal set; }

    /// <summary>Not null while and after it was streamed; true while it is.</summary>
    public bool? IsStreaming { get; internal set; }

    /// <summary>What a person reads: the blocks' text, or the text where there are none.</summary>
    public string Shown { get; internal set; } = "";

    /// <summary>Each state of <see cref="Shown"/>.</summary>
    public IReadOnlyList<string> History { get; internal set; } = [];

    /// <summary>Whom it pings, now or earlier: @U…, !channel, !subteam^S….</summary>
    public IReadOnlyList<string> Pings { get; internal set; } = [];

    /// <summary>Addresses that can be followed from it.</summary>
    public IReadOnlyList<string> Links { get; internal set; } = [];

    /// <summary>Addresses that would be unfolded into a preview.</summary>
    public IReadOnlyList<string> Unfurls { get; internal set; } = [];

    /// <summary>The parts of its text: mrkdwn, markdown, plain_text or rich_text, with the text as it was sent.</summary>
    public IReadOnlyList<TextPart> Parts { get; internal set; } = [];
}

public sealed record TextPart(string Format, string Text);
