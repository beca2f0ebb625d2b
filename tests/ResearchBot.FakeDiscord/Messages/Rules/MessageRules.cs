using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>The limits of a message as it would stand after a create or an edit.</summary>
internal static class MessageRules
{
    public static void Check(MessageDraft draft, JsonNode? body)
    {
        var errors = new FormErrors();
        var v2 = draft.Flags.HasFlag(MessageFlags.ComponentsV2);
        if (draft.Content.Length > 2000)
        {
            errors.Add("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.");
        }

        foreach (var name in new[] { "content", "embeds", "poll", "stickers", "sticker_ids" })
        {
            if (v2 && (name == "content" ? draft.Content.Length > 0 : name == "embeds" ? draft.Embeds.Count > 0 : body.Field(name) is not null))
            {
                errors.Add(name, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", $"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
            }
        }

        errors.Count("sticker_ids", body.List("sticker_ids").Count, 0, 3);
        errors.Count("attachments", draft.Attachments.Count, 0, 10);
        foreach (var file in draft.Attachments)
        {
            errors.Length("attachments", file.Description, 0, 1024);
        }

        if (body.Field("nonce") is { } nonce)
        {
            errors.Length("nonce", nonce.ToString(), 0, 25);
        }

        EmbedRules.Check([.. draft.Embeds], errors);
        new ComponentRules(errors, draft.Attachments.Select(file => file.Name).ToHashSet()).Check([.. draft.Components], v2);
        Mentions.Check(body.Field("allowed_mentions"), errors);
        errors.ThrowIfAny();

        if (draft.Attachments.Any(file => file.Bytes.Length > 10 << 20))
        {
            throw new DiscordError(400, 50045, "File uploaded exceeds the maximum size");
        }

        if (!v2 && draft.Content.Length == 0 && draft.Embeds.Count == 0 && draft.Attachments.Count == 0 && draft.Components.Count == 0
            && body.List("sticker_ids").Count == 0 && body.Field("poll") is null)
        {
            throw new DiscordError(400, 50006, "Cannot send an empty message");
        }
    }
}
