using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Interactions;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>A message as the API shows it.</summary>
internal static class MessageJson
{
    /// <summary>Whether the bot sees the content without the privileged intent.</summary>
    public static bool OpenToBot(World world, StoredMessage message) =>
        message.AuthorId == world.Bot.Id
        || message.GuildId is null
        || World.UsersMentioned(message.Text).Contains(world.Bot.Id)
        || message.Pings.Contains($"user:{world.Bot.Id}");

    public static JsonObject Of(World world, StoredMessage message, bool withContent)
    {
        var open = withContent || OpenToBot(world, message);
        var mentioned = World.UsersMentioned(message.Text)
            .Concat(message.Pings.Where(ping => ping.StartsWith("user:", StringComparison.Ordinal)).Select(ping => ping[5..]))
            .Distinct().Where(world.Users.ContainsKey);
        var json = new JsonObject
        {
            ["id"] = message.Id,
            ["type"] = message.InteractionId is not null ? 20 : message.RepliesTo is not null ? 19 : 0,
            ["channel_id"] = message.ChannelId,
            ["author"] = world.Users[message.AuthorId].ToJson(),
            ["content"] = open ? message.Content : "",
            ["timestamp"] = Snowflakes.TimeOf(message.Id).ToString("O"),
            ["edited_timestamp"] = message.Edited?.ToString("O"),
            ["tts"] = false,
            ["mention_everyone"] = message.Pings.Any(ping => ping is "everyone" or "here"),
            ["mentions"] = mentioned.Select(id => world.Users[id].ToJson()).ToJson(),
            ["mention_roles"] = message.Pings.Where(ping => ping.StartsWith("role:", StringComparison.Ordinal)).Select(ping => ping[5..]).ToJson(),
            ["attachments"] = (open ? message.Attachments : []).Select(file => world.Attachments.ToJson(file, message.IsEphemeral)).ToJson(),
            ["embeds"] = open ? message.Embeds.DeepClone() : new JsonArray(),
            ["components"] = open ? message.Components.DeepClone() : new JsonArray(),
            ["pinned"] = false,
            ["flags"] = (int)message.Flags,
        };
        if (message.Nonce is not null)
        {
            json["nonce"] = message.Nonce;
        }

        if (message.RepliesTo is { } earlier)
        {
            json["message_reference"] = new JsonObject { ["type"] = 0, ["message_id"] = earlier, ["channel_id"] = message.ChannelId, ["guild_id"] = message.GuildId };
            json["referenced_message"] = world.Messages.TryGetValue(earlier, out var target) && !target.Deleted ? Of(world, target, withContent) : null;
        }

        if (message.InteractionId is { } interaction)
        {
            json["webhook_id"] = world.Bot.Id;
            json["application_id"] = world.Bot.Id;
            json["interaction_metadata"] = Metadata(world.Interactions[interaction]);
        }

        if (message.Flags.HasFlag(MessageFlags.HasThread) && world.Channels.TryGetValue(message.Id, out var thread))
        {
            json["thread"] = thread.ToJson();
        }

        return json;
    }

    private static JsonObject Metadata(Interaction interaction) => new()
    {
        ["id"] = interaction.Id,
        ["type"] = interaction.Type,
        ["user"] = interaction.User.ToJson(),
        ["authorizing_integration_owners"] = new JsonObject { ["0"] = interaction.Channel.GuildId ?? "0" },
    };
}
