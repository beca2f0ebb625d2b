using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Blocks;

namespace ResearchBot.FakeSlack.Messages;

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
