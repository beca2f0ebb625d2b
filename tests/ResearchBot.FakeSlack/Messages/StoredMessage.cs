using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Blocks;
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

    /// <summary>Deleted while it had replies: it still stands at the head of its thread, without its text.</summary>
    public bool IsTombstone { get; internal set; }

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

/// <summary>What a call, an acknowledgement or a response URL wants to write, checked.</summary>
internal sealed record MessageDraft(string Text, JsonArray Blocks, JsonNode? Attachments, JsonNode? Metadata, bool Unfurls, bool LinksNames)
{
    private const int LongestText = 40_000;
    private const int LongestMarkdown = 12_000;

    public static MessageDraft Of(ApiCall call)
    {
        var text = call.Text("text") ?? "";
        var node = call.Json("blocks", "invalid_blocks_format");
        var blocks = node as JsonArray ?? (node is null ? [] : throw new ApiError("invalid_blocks_format"));
        var attachments = call.Json("attachments", "invalid_attachments");
        if (attachments is JsonArray { Count: > 100 })
        {
            throw new ApiError("too_many_attachments");
        }

        if (call.Text("markdown_text") is { Length: > 0 } markdown)
        {
            if (text.Length > 0 || blocks.Count > 0)
            {
                throw new ApiError("markdown_text_conflict");
            }

            if (markdown.Length > LongestMarkdown)
            {
                throw new ApiError("msg_too_long");
            }

            blocks = [new JsonObject { ["type"] = "markdown", ["text"] = markdown }];
            text = markdown;
        }

        if (text.Length == 0 && blocks.Count == 0 && attachments is not JsonArray { Count: > 0 })
        {
            throw new ApiError("no_text");
        }

        BlockRules.CheckMessage(blocks);
        Number(blocks);
        var metadata = call.Json("metadata", "invalid_metadata_format");
        return new MessageDraft(
            text.Length > LongestText ? text[..LongestText] : text,
            blocks,
            attachments,
            metadata,
            (call.Switch("unfurl_links") ?? true) || (call.Switch("unfurl_media") ?? true),
            call.Text("parse") is "full" || call.Switch("link_names") == true);
    }

    // Slack names the blocks that have no block_id.
    private static void Number(JsonArray blocks)
    {
        for (var at = 0; at < blocks.Count; at++)
        {
            if (blocks[at] is JsonObject block && block.Text("block_id") is null)
            {
                block["block_id"] = $"b{at}";
            }
        }
    }
}
