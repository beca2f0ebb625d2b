using System.Text.RegularExpressions;
using ResearchBot.FakeDiscord.Guilds;
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

/// <summary>The limits of embeds, counted after trimming.</summary>
internal static class EmbedRules
{
    public static void Check(IReadOnlyList<JsonNode?> embeds, FormErrors errors)
    {
        errors.Count("embeds", embeds.Count, 0, 10);
        var sum = 0;
        for (var at = 0; at < embeds.Count; at++)
        {
            sum += Check($"embeds.{at}", embeds[at], errors);
        }

        if (sum > 6000)
        {
            errors.Add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
        }
    }

    private static int Check(string path, JsonNode? embed, FormErrors errors)
    {
        var sum = Part("title", embed.Text("title"), 256)
            + Part("description", embed.Text("description"), 4096)
            + Part("footer.text", embed.Field("footer").Text("text"), 2048)
            + Part("author.name", embed.Field("author").Text("name"), 256);
        var fields = embed.List("fields");
        errors.Count($"{path}.fields", fields.Count, 0, 25);
        for (var at = 0; at < fields.Count; at++)
        {
            errors.Length($"{path}.fields.{at}.name", fields[at].Text("name")?.Trim(), 1, 256);
            errors.Length($"{path}.fields.{at}.value", fields[at].Text("value")?.Trim(), 1, 1024);
            sum += (fields[at].Text("name")?.Trim().Length ?? 0) + (fields[at].Text("value")?.Trim().Length ?? 0);
        }

        return sum;

        int Part(string name, string? text, int most)
        {
            errors.Length($"{path}.{name}", text?.Trim(), 0, most);
            return text?.Trim().Length ?? 0;
        }
    }
}

/// <summary>What a message pings. Whether the author may ping everyone is left out: a bot with more rights must not do harm either.</summary>
internal static partial class Mentions
{
    private static readonly string[] Kinds = ["users", "roles"];

    /// <summary>Without allowed_mentions ordinary messages parse everything, answers to interactions only users.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> texts, JsonNode? allowed, bool interaction, string? repliedUser)
    {
        var text = Previews.WithoutCode(string.Join('\n', texts));
        string[] parse = allowed is null ? (interaction ? ["users"] : ["users", "roles", "everyone"]) : [.. allowed.Texts("parse")];
        var users = allowed.Texts("users").ToHashSet();
        var roles = allowed.Texts("roles").ToHashSet();
        var pings = new List<string>();
        if (parse.Contains("everyone"))
        {
            pings.AddRange(Everyone().Matches(text).Select(match => match.Groups[1].Value));
        }

        pings.AddRange(World.UsersMentioned(text).Where(id => parse.Contains("users") || users.Contains(id)).Select(id => $"user:{id}"));
        pings.AddRange(RoleMention().Matches(text).Select(match => match.Groups[1].Value)
            .Where(id => parse.Contains("roles") || roles.Contains(id)).Select(id => $"role:{id}"));
        if (repliedUser is not null && (allowed is null ? !interaction : allowed.Truth("replied_user")))
        {
            pings.Add($"user:{repliedUser}");
        }

        return [.. pings.Distinct()];
    }

    public static void Check(JsonNode? allowed, FormErrors errors)
    {
        foreach (var kind in allowed.Texts("parse").Where(kind => kind is not ("users" or "roles" or "everyone")))
        {
            errors.Add("allowed_mentions.parse", "BASE_TYPE_CHOICES", $"Value '{kind}' must be one of ('roles', 'users', 'everyone').");
        }

        foreach (var kind in Kinds.Where(kind => allowed.List(kind).Count > 0))
        {
            errors.Count($"allowed_mentions.{kind}", allowed.List(kind).Count, 0, 100);
            if (allowed.Texts("parse").Contains(kind))
            {
                errors.Add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", $"parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
            }
        }
    }

    [GeneratedRegex("@(everyone|here)")]
    private static partial Regex Everyone();

    [GeneratedRegex(@"<@&(\d{15,20})>")]
    private static partial Regex RoleMention();
}

/// <summary>Links that Discord would draw a preview of: http links and bare invites outside of code and of angle brackets.</summary>
internal static partial class Previews
{
    public static IReadOnlyList<string> Of(IEnumerable<string> texts, MessageFlags flags) =>
        flags.HasFlag(MessageFlags.SuppressEmbeds) ? []
        : [.. texts.SelectMany(text => Link().Matches(Bracketed().Replace(WithoutCode(text), " ")).Select(match => match.Value))];

    public static string WithoutCode(string text) => Code().Replace(text, " ");

    [GeneratedRegex(@"```[\s\S]+?```|``[\s\S]+?``|`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"<https?://[^\s<>]+>", RegexOptions.IgnoreCase)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"https?://[^\s<>]+|\b(?:discord\.gg|discord(?:app)?\.com/invite)/[\w-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
